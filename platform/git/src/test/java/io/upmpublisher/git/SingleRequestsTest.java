package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;

import io.upmpublisher.events.RepositoryName;

class SingleRequestsTest {
    @Test
    void warnsOnceForEachUseThatFetchesManyFilesOneByOne() {
        var logged = new ArrayList<LogRecord>();
        var handler = new Keeping(logged);
        var log = Logger.getLogger(SingleRequests.class.getName());
        log.addHandler(handler);
        try {
            var total = new LongAdder();
            var first = use(total);
            count(first, SingleRequests.MANY - 1);
            assertThat(logged).isEmpty();
            count(first, 3 * SingleRequests.MANY);
            assertThat(logged).hasSize(1);
            count(use(total), SingleRequests.MANY);
            assertThat(logged).hasSize(2);
            assertThat(total.sum()).isEqualTo(5 * SingleRequests.MANY - 1);
        } finally {
            log.removeHandler(handler);
        }
    }

    private static SingleRequests use(LongAdder total) {
        return new SingleRequests(RepositoryName.parse("studio/sample"), total);
    }

    private static void count(SingleRequests requests, int times) {
        for (var time = 0; time < times; time++) {
            requests.count("Runtime/Sample.cs");
        }
    }

    private static final class Keeping extends Handler {
        private final ArrayList<LogRecord> logged;

        Keeping(ArrayList<LogRecord> logged) {
            this.logged = logged;
        }

        @Override
        public void publish(LogRecord entry) {
            logged.add(entry);
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
