package io.upmpublisher.ingress;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.upmpublisher.events.DeliveryIgnored;
import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.PipelineEvent;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.UnreadableEventException;

/** The events that the service told, in their order. */
@ApplicationScoped
public class Told {

    private final AgroalDataSource dataSource;

    Told(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public List<PublishRequested> requests(String repository) {
        return of(EventType.PUBLISH_REQUESTED, PublishRequested.class, repository);
    }

    public List<DeliveryIgnored> ignored(String repository) {
        return of(EventType.DELIVERY_IGNORED, DeliveryIgnored.class, repository);
    }

    /** The number that a query answers; 0 if it answers nothing. */
    public int count(String sql, String parameter) {
        try (var connection = dataSource.getConnection(); var statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public <E extends PipelineEvent> List<E> of(EventType type, Class<E> eventClass, String subject) {
        try (var connection = dataSource.getConnection();
                var statement = connection
                        .prepareStatement("select payload from outbox_entry where name = ? order by event_id")) {
            statement.setString(1, type.eventName());
            var told = new ArrayList<E>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var event = eventClass.cast(EventCodec.readEvent(rows.getBytes(1)));
                    if (event.subject().equals(subject)) {
                        told.add(event);
                    }
                }
            }
            return told;
        } catch (SQLException | UnreadableEventException e) {
            throw new IllegalStateException(e);
        }
    }
}
