package io.upmpublisher.web.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class HoldersTest {

    @Inject
    Holders holders;

    @Test
    void refuseWhoeverIsKnownByOtherMeansThanATokenWhateverHisRoles() {
        var other = QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("jane")).addRole("admin").build();
        assertThatExceptionOfType(AuthenticationFailedException.class).isThrownBy(() -> augmented(other));
    }

    @Test
    void leaveOthersAsTheyAre() {
        var anonymous = QuarkusSecurityIdentity.builder().setAnonymous(true).build();
        assertThat(augmented(anonymous)).isSameAs(anonymous);
    }

    private SecurityIdentity augmented(SecurityIdentity identity) {
        return holders.augment(identity, null).await().indefinitely();
    }
}
