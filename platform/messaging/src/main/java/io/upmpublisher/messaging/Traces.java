package io.upmpublisher.messaging;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;

/** Carries a trace across tables and queues, in which it would end otherwise. */
public final class Traces {

    private static final String TRACEPARENT = "traceparent";
    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier.get(key);
        }
    };

    private Traces() {
    }

    /** The current span as {@code traceparent}, if there is a trace. */
    public static Optional<String> current() {
        var carrier = new HashMap<String, String>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), carrier, HashMap::put);
        return Optional.ofNullable(carrier.get(TRACEPARENT));
    }

    /** A span for the work on an event, in the trace that the event came from. */
    public static Span startConsuming(String name, Optional<String> traceparent) {
        var parent = W3CTraceContextPropagator.getInstance().extract(Context.root(),
                traceparent.map(value -> Map.of(TRACEPARENT, value)).orElseGet(Map::of), GETTER);
        return GlobalOpenTelemetry.getTracer("io.upmpublisher.messaging").spanBuilder(name + " process")
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .startSpan();
    }
}
