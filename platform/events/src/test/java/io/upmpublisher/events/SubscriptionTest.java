package io.upmpublisher.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionTest {

    @Test
    void namesWhoMustReceiptAnEvent() {
        assertThat(Subscription.to(EventType.PUBLISH_REQUESTED))
                .containsExactly(Subscription.PUBLISHER, Subscription.AUDIT);
        assertThat(Subscription.to(EventType.PUBLISH_COMPLETED))
                .containsExactly(Subscription.INGRESS, Subscription.CHANGELOG, Subscription.NOTIFIER, Subscription.AUDIT);
        assertThat(Subscription.to(EventType.DEAD_LETTER_RAISED))
                .containsExactly(Subscription.AUDIT, Subscription.DEAD_LETTERS);
        assertThat(Subscription.to(EventType.DELIVERY_IGNORED)).containsExactly(Subscription.AUDIT);
    }

    @ParameterizedTest
    @EnumSource
    void bindsAQueueToExactlyWhatItsConsumerReceipts(Subscription subscription) {
        var receipted = Stream.of(EventType.values()).filter(type -> Subscription.to(type).contains(subscription))
                .map(EventType::eventName).toList();

        assertThat(subscription.bindingKeys())
                .isEqualTo(subscription == Subscription.AUDIT ? List.of("#") : receipted);
        assertThat(subscription.queue()).isEqualTo("upm." + subscription.consumer());
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoEventWithoutAReader(EventType type) {
        assertThat(Subscription.to(type)).contains(Subscription.AUDIT);
    }
}
