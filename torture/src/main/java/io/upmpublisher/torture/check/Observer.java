package io.upmpublisher.torture.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.testing.stack.RegistryProxy;
import io.upmpublisher.testing.stack.Service;
import io.upmpublisher.torture.load.Push;
import io.upmpublisher.torture.load.Studio;
import io.upmpublisher.torture.subject.Subject;

/** Looks at the world: tables, registry, repositories, chat. Nothing of it goes through what is tested. */
public final class Observer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RUN = Pattern.compile("UPM-Run: ([0-9a-f-]{36})");
    private static final Pattern HEADING = Pattern.compile("(?m)^## \\[([^]]+)]");

    private final Subject subject;
    private final List<Studio> studios;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY).build();

    public Observer(Subject subject, List<Studio> studios) {
        this.subject = subject;
        this.studios = studios;
    }

    /**
     * How many of the runs that these pushes led to the audit has the whole story of, and whether anything is still on its way
     * between services. One statement: it is asked again and again, beside what is measured.
     */
    public Progress progress(Collection<Push> pushes) {
        var onTheirWay = Arrays.stream(Service.values())
                .map(service -> "(select count(*) from " + service.key() + ".outbox_entry where state <> 'finished')")
                .collect(Collectors.joining(" + "));
        return subject.database().rows(row -> new Progress(row.getInt("told"), row.getInt("expected"),
                row.getLong("on_their_way")), """
                        with pushed as (select distinct run from ingress.delivery where id = any(?) and run is not null),
                             told as (select run from audit.audit_record
                                       where run in (select run from pushed) and type = any(?)
                                         and (type <> 'notification.completed' or outcome <> 'failed')
                                       group by run having count(distinct type) = ?)
                        select (select count(*) from told) as told, (select count(*) from pushed) as expected,
                               %s as on_their_way
                        """.formatted(onTheirWay), deliveries(pushes), Checker.STORY, Checker.STORY.size()).getFirst();
    }

    /** The runs that ingress made of these pushes so far. */
    public Set<UUID> runsOf(Collection<Push> pushes) {
        return decisions(pushes).values().stream().flatMap(decision -> decision.run().stream()).collect(Collectors.toSet());
    }

    public World look(List<Push> pushes) {
        var decisions = decisions(pushes);
        var runs = decisions.values().stream().flatMap(decision -> decision.run().stream()).collect(Collectors.toSet());
        var puts = subject.registry().puts().stream().filter(RegistryProxy.Put::tookEffect).toList();
        var messages = messages();
        var effects = new ArrayList<Instant>(puts.stream().map(RegistryProxy.Put::answeredAt).toList());
        effects.addAll(messages.stream().map(Message::at).toList());
        return new World(decisions, versions(pushes),
                count(puts.stream().map(put -> put.name() + "@" + put.version()).toList()),
                commits(), headings(), count(messages.stream().flatMap(message -> message.runsOf(runs).stream()).toList()),
                records(runs), notifications(runs), MarkObserver.look(subject, studios), strangers(), deadLetters(), repeats(),
                List.copyOf(effects));
    }

    /** When the audit recorded the last event of these runs. */
    public Optional<Instant> lastRecord(Collection<UUID> runs) {
        return subject.database().rows(row -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant),
                "select max(recorded_at) from audit.audit_record where run = any(?::uuid[])", runs).getFirst();
    }

    private Map<String, World.Decision> decisions(Collection<Push> pushes) {
        var found = new HashMap<String, World.Decision>();
        subject.database().rows(row -> found.put(row.getString("id"), new World.Decision(row.getString("decision"),
                row.getString("code"), Optional.ofNullable(row.getObject("run", UUID.class)))),
                "select id, decision, code, run from ingress.delivery where id = any(?)", deliveries(pushes));
        return found;
    }

    private Map<String, Set<String>> versions(Collection<Push> pushes) {
        var found = new HashMap<String, Set<String>>();
        pushes.stream().map(Push::packageName).distinct().forEach(name -> found.put(name, versions(name)));
        return found;
    }

    private Set<String> versions(String name) {
        try {
            var answer = client.send(HttpRequest.newBuilder(subject.verdaccio().resolve("/" + name)).build(),
                    BodyHandlers.ofByteArray());
            var versions = new HashSet<String>();
            JSON.readTree(answer.body()).path("versions").fieldNames().forEachRemaining(versions::add);
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException("The registry did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the registry was asked", e);
        }
    }

    private Map<UUID, Integer> commits() {
        return count(studios.stream().filter(Studio::hasCommits)
                .flatMap(studio -> studio.messages().stream().flatMap(message -> runsIn(message).stream())).toList());
    }

    // Branches share most of a changelog: what counts is how often one of them has an entry.
    private Map<String, Integer> headings() {
        var most = new HashMap<String, Integer>();
        for (var studio : studios) {
            for (var changelog : studio.changelogs()) {
                count(HEADING.matcher(changelog).results().map(heading -> studio.packageName() + "@" + heading.group(1))
                        .toList())
                        .forEach((version, times) -> most.merge(version, times, Math::max));
            }
        }
        return most;
    }

    private List<Message> messages() {
        var path = subject.chatWebhook().getPath();
        return subject.standIns().served().stream()
                .filter(served -> served.path().startsWith(path) && served.status() / 100 == 2)
                .map(served -> new Message(served.body(), served.at())).toList();
    }

    private Map<UUID, Map<String, Integer>> records(Collection<UUID> runs) {
        var found = new HashMap<UUID, Map<String, Integer>>();
        // A message that was given up at first is told of, and told of again when a replay has sent it.
        subject.database().rows(row -> found.computeIfAbsent(row.getObject("run", UUID.class), run -> new HashMap<>())
                .put(row.getString("type"), row.getInt("times")), """
                        select run, type, count(*) as times from audit.audit_record
                         where run = any(?::uuid[]) and (type <> 'notification.completed' or outcome <> 'failed')
                         group by run, type
                        """, runs);
        return found;
    }

    private Map<UUID, String> notifications(Collection<UUID> runs) {
        var found = new HashMap<UUID, String>();
        subject.database().rows(row -> found.put(row.getObject("run", UUID.class), row.getString("outcome")), """
                select run, outcome from audit.audit_record where run = any(?::uuid[]) and type = 'notification.completed'
                 order by time
                """, runs);
        return found;
    }

    private List<String> strangers() {
        return subject.database().texts("""
                select distinct run::text from audit.audit_record
                 where run is not null and run not in (select run from ingress.delivery where run is not null)
                """);
    }

    private List<World.DeadLetter> deadLetters() {
        return subject.database().rows(row -> new World.DeadLetter(row.getObject("id", UUID.class), row.getString("service"),
                row.getString("code"), row.getString("cause")),
                "select id, service, code, cause from audit.dead_letter order by last_at");
    }

    private long repeats() {
        return Arrays.stream(Service.values()).mapToLong(service -> subject.database().rows(row -> row.getLong(1),
                "select coalesce(sum(greatest(times_sent - 1, 0)), 0) from " + service.key() + ".outbox_entry").getFirst())
                .sum();
    }

    private static List<String> deliveries(Collection<Push> pushes) {
        return pushes.stream().flatMap(push -> push.deliveries().stream()).toList();
    }

    private static List<UUID> runsIn(String message) {
        return RUN.matcher(message).results().map(found -> UUID.fromString(found.group(1))).toList();
    }

    private static <T> Map<T, Integer> count(Collection<T> all) {
        var times = new HashMap<T, Integer>();
        all.forEach(each -> times.merge(each, 1, Integer::sum));
        return times;
    }

    private record Message(String body, Instant at) {

        private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

        Set<UUID> runsOf(Set<UUID> wanted) {
            return ID.matcher(body).results().map(found -> UUID.fromString(found.group())).filter(wanted::contains)
                    .collect(Collectors.toSet());
        }
    }

    /**
     * @param onTheirWay events that some consumer has not recorded yet
     */
    public record Progress(int told, int expected, long onTheirWay) {

        public boolean isOver() {
            return told == expected && onTheirWay == 0;
        }
    }
}
