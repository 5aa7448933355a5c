package io.upmpublisher.command.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.upmpublisher.command.ingress.Registered;
import io.upmpublisher.events.RepositoryName;

class WaveTest {

    @ParameterizedTest
    @CsvSource({ "0, 0, 0, 0, 0, 0", "1, 1, 1, 1, 1, 1", "9, 1, 3, 5, 7, 9", "40, 3, 10, 20, 30, 40",
            "200, 3, 50, 100, 150, 200" })
    void growsToAll(int all, int pilot, int quarter, int half, int threeQuarters, int whole) {
        assertThat(List.of(Wave.values())).extracting(wave -> wave.of(repositories(all)).size())
                .containsExactly(pilot, quarter, half, threeQuarters, whole);
    }

    @Test
    void holdsTheWavesBeforeIt() {
        var all = repositories(40);
        var before = Wave.PILOT.of(all);
        for (var wave : Wave.values()) {
            assertThat(wave.of(all)).startsWith(before.toArray(RepositoryName[]::new));
            before = wave.of(all);
        }
    }

    @Test
    void keepsItsOrderWhateverIsAddedAndHoweverItIsListed() {
        var all = repositories(40);
        var more = new ArrayList<>(repositories(44).reversed());
        assertThat(Wave.ALL.of(more).stream().filter(all::contains)).containsExactlyElementsOf(Wave.ALL.of(all));
    }

    @Test
    void choosesNamesAndPatternsOverWhatIsRegistered() {
        var registered = Optional
                .of(repositories(3).stream().map(each -> new Registered(each, true, Optional.empty())).toList());
        assertThat(new Choice(List.of()).of(registered)).hasSize(3);
        assertThat(new Choice(List.of("studio/*2", "other/tools")).of(registered)).extracting(RepositoryName::toString)
                .containsExactly("studio/game-2", "other/tools");
        assertThat(new Choice(List.of("other/tools")).needsRegistered()).isFalse();
    }

    private static List<RepositoryName> repositories(int number) {
        return IntStream.range(0, number).mapToObj(i -> new RepositoryName("studio", "game-" + i)).toList();
    }
}
