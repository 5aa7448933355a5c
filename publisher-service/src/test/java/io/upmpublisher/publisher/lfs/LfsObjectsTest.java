package io.upmpublisher.publisher.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.git.GitCredentials;

/** Fetching from a git host over real HTTP, and what stays on disk. */
class LfsObjectsTest {

    @TempDir
    Path folder;

    private LfsFixture lfs;
    private Instant now = Instant.parse("2026-01-05T09:00:00Z");

    @BeforeEach
    void start() {
        lfs = new LfsFixture(folder, new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }
        });
    }

    @AfterEach
    void stop() {
        lfs.close();
    }

    @Test
    void fetchesManyObjectsWithFewRequests() throws Exception {
        var files = new ArrayList<LfsFile>();
        for (var i = 0; i < 230; i++) {
            files.add(lfs.kept("content " + i));
        }
        files.add(files.getFirst());

        lfs.objects().fetch(files);

        assertThat(lfs.batches()).hasSize(3)
                .allSatisfy(request -> assertThat(request.authorization())
                        .isEqualTo(GitCredentials.authorization(LfsFixture.TOKEN)));
        assertThat(lfs.downloads()).hasSize(230);
        assertThat(lfs.read(files.get(7))).isEqualTo("content 7");
    }

    @Test
    void asksNothingForWhatIsThere() throws Exception {
        var file = lfs.kept("content");
        lfs.objects().fetch(List.of(file));
        lfs.server.forgetRequests();

        lfs.objects().fetch(List.of(file));
        lfs.read(file);

        assertThat(lfs.server.requests()).isEmpty();
    }

    @Test
    void asksNothingForEmptyContent() throws Exception {
        var empty = LfsFixture.file("");
        lfs.objects().fetch(List.of(empty));

        assertThat(lfs.read(empty)).isEmpty();
        assertThat(lfs.server.requests()).isEmpty();
    }

    @Test
    void fetchesByItselfWhatIsOpenedWithoutHavingBeenFetched() throws Exception {
        assertThat(lfs.read(lfs.kept("content"))).isEqualTo("content");
    }

    @Test
    void fetchesDamagedObjectsAnew() throws Exception {
        var file = lfs.kept("content");
        lfs.objects().fetch(List.of(file));
        Files.writeString(lfs.cached(file), "c0ntent");

        lfs.objects().fetch(List.of(file));

        assertThat(lfs.read(file)).isEqualTo("content");
        assertThat(lfs.downloads()).hasSize(2);
    }

    @Test
    void failsRatherThanGiveADamagedObject() throws Exception {
        var file = lfs.kept("content");
        lfs.objects().fetch(List.of(file));
        try (var content = lfs.objects().open(file)) {
            Files.writeString(lfs.cached(file), "c0ntent");
            assertThatThrownBy(content::readAllBytes).isInstanceOfSatisfying(LfsException.class,
                    e -> assertThat(e.fault()).isEqualTo(LfsFault.LFS_CACHE_UNUSABLE));
        }
        assertThat(lfs.cached(file)).doesNotExist();
    }

    @Test
    void givesNoRepositoryTheObjectsOfAnother() throws Exception {
        var file = lfs.kept("content");
        lfs.objects().fetch(List.of(file));

        assertThatThrownBy(() -> lfs.objects("studio/other").open(file)).isInstanceOfSatisfying(LfsException.class,
                e -> assertThat(e.fault()).isEqualTo(LfsFault.LFS_OBJECT_MISSING));
    }

    @Test
    void tellsAPointerWithTheWrongSizeFromTheObject() throws Exception {
        var file = lfs.kept("content");
        lfs.objects().fetch(List.of(file));
        var wrong = new LfsFile("copy.png", new LfsPointer(file.pointer().oid(), 9));

        assertThatThrownBy(() -> lfs.objects().open(wrong)).isInstanceOfSatisfying(LfsException.class,
                e -> assertThat(e.fault()).isEqualTo(LfsFault.LFS_REFUSED));
        assertThat(lfs.cached(file)).hasContent("content");
    }

    @Test
    void removesWhatWasUsedLongestAgo() throws Exception {
        lfs.with(new LfsLimits(Duration.ofSeconds(10), Duration.ofMillis(1), 1 << 20, 20, Set.of()), LfsFixture.TOKEN);
        var first = lfs.kept("content 1");
        var second = lfs.kept("content 2");
        lfs.objects().fetch(List.of(first));
        now = now.plusSeconds(60);
        lfs.objects().fetch(List.of(second));
        now = now.plusSeconds(60);
        lfs.read(first);
        now = now.plusSeconds(60);

        lfs.objects().fetch(List.of(lfs.kept("content 3")));

        assertThat(lfs.cached(second)).doesNotExist();
        assertThat(lfs.cached(first)).exists();
    }

    @Test
    void keepsWhatOnePackageNeedsEvenIfItIsMoreThanMayStay() throws Exception {
        lfs.with(new LfsLimits(Duration.ofSeconds(10), Duration.ofMillis(1), 1 << 20, 10, Set.of()), LfsFixture.TOKEN);
        var files = List.of(lfs.kept("content 1"), lfs.kept("content 2"), lfs.kept("content 3"));

        lfs.objects().fetch(files);
        for (var file : files) {
            lfs.read(file);
        }

        assertThat(lfs.downloads()).hasSize(3);
    }

    @Test
    void fetchesAnObjectOnceForAllWhoWantIt() throws Exception {
        var file = lfs.kept("content");
        var wanted = new ArrayList<Callable<String>>();
        for (var i = 0; i < 20; i++) {
            wanted.add(() -> lfs.read(file));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var read : threads.invokeAll(wanted)) {
                assertThat(read.get()).isEqualTo("content");
            }
        }
        assertThat(lfs.downloads()).hasSize(1);
    }

    @Test
    void removesWhatAKilledProcessHadBegun() throws Exception {
        var begun = lfs.cache.resolve(".incoming/half");
        Files.writeString(begun, "half");

        lfs.with(LfsFixture.limits(), LfsFixture.TOKEN);

        assertThat(begun).doesNotExist();
    }
}
