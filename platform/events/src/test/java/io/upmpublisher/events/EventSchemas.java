package io.upmpublisher.events;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;

/** JSON Schemas of the events' data and of the envelope, as the records give them. Objects stay open: fields may be added. */
final class EventSchemas {
    static final String ENVELOPE = "envelope.v1.json";

    private static final Map<Class<?>, ObjectNode> TEXTS = Map.ofEntries(
            Map.entry(UUID.class, pattern(Uuids.CANONICAL).put("format", "uuid")),
            Map.entry(RunId.class, pattern(Uuids.CANONICAL).put("format", "uuid")),
            Map.entry(Instant.class, text().put("format", "date-time")),
            Map.entry(URI.class, text().put("format", "uri-reference")),
            Map.entry(CommitId.class, pattern(CommitId.FULL)),
            Map.entry(CommitRef.class, branch()),
            Map.entry(CommitMessage.class, text().put("maxLength", CommitMessage.MAX_LENGTH)),
            Map.entry(UserName.class, text().put("maxLength", UserName.MAX_LENGTH)),
            Map.entry(PackageName.class, pattern(PackageName.FORM).put("maxLength", PackageName.MAX_LENGTH)),
            Map.entry(PackageSelection.class, pattern(PackageSelection.FORM)),
            Map.entry(SemVersion.class, pattern(SemVersion.GRAMMAR).put("maxLength", SemVersion.MAX_LENGTH)),
            Map.entry(RepositoryName.class, pattern(RepositoryName.FORM)));

    private static final SchemaGenerator GENERATOR = generator();

    private static final Map<String, JsonSchema> VALIDATORS = all().entrySet().stream().collect(Collectors.toMap(
            Map.Entry::getKey, entry -> JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(entry.getValue())));

    private EventSchemas() {
    }

    /** The faults of a value, formats included. */
    static Set<ValidationMessage> faults(String file, JsonNode value) {
        return VALIDATORS.get(file).validate(value, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    /** Every schema by the name of its file. */
    static Map<String, ObjectNode> all() {
        var schemas = Stream.of(EventType.values()).collect(Collectors.toMap(EventSchemas::fileOf, EventSchemas::of));
        schemas.put(ENVELOPE, envelope());
        return new TreeMap<>(schemas);
    }

    static String fileOf(EventType type) {
        return type.eventName() + ".v1.json";
    }

    private static ObjectNode of(EventType type) {
        return titled(GENERATOR.generateSchema(type.eventClass()), type.eventName() + ".v1", "data of " + type.eventName());
    }

    private static ObjectNode envelope() {
        var schema = titled(GENERATOR.generateSchema(CloudEvent.class), "envelope.v1", "an event in CloudEvents 1.0");
        var properties = (ObjectNode) schema.get("properties");
        properties.set("specversion", JsonNodeFactory.instance.objectNode().put("const", CloudEvent.SPECVERSION));
        properties.set("datacontenttype", JsonNodeFactory.instance.objectNode().put("const", CloudEvent.DATA_CONTENT_TYPE));
        properties.set("type", pattern(CloudEvent.TYPE));
        return schema;
    }

    private static ObjectNode titled(JsonNode generated, String id, String title) {
        var schema = JsonNodeFactory.instance.objectNode();
        schema.set("$schema", generated.get("$schema"));
        schema.put("$id", "urn:upm-auto-publisher:" + id).put("title", title);
        generated.properties().forEach(member -> schema.set(member.getKey(), member.getValue()));
        return schema;
    }

    private static SchemaGenerator generator() {
        var builder = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        builder.forTypesInGeneral()
                .withPropertySorter((left, right) -> 0)
                .withCustomDefinitionProvider((type, context) -> definitionOf(type.getErasedType())
                        .map(node -> new CustomDefinition(node, CustomDefinition.DefinitionType.INLINE,
                                CustomDefinition.AttributeInclusion.NO))
                        .orElse(null));
        // Not FLATTENED_OPTIONALS, which lets them be null: what is absent is not written.
        builder.forFields()
                .withNumberInclusiveMaximumResolver(field -> isInt(field) ? BigDecimal.valueOf(Integer.MAX_VALUE) : null)
                .withRequiredCheck(field -> !isOptional(field))
                .withTargetTypeOverridesResolver(
                        field -> field.getType().getErasedType() == Optional.class
                                ? List.of(field.getTypeParameterFor(Optional.class, 0))
                                : null);
        return new SchemaGenerator(builder.build());
    }

    private static boolean isInt(FieldScope field) {
        return field.getType().isInstanceOf(Integer.class) || field.getType().isInstanceOf(int.class);
    }

    private static boolean isOptional(FieldScope field) {
        return field.getDeclaredType().getErasedType() == Optional.class;
    }

    private static Optional<ObjectNode> definitionOf(Class<?> type) {
        if (JsonNode.class.isAssignableFrom(type)) {
            return Optional.of(JsonNodeFactory.instance.objectNode().put("type", "object"));
        }
        return Optional.ofNullable(TEXTS.get(type)).map(ObjectNode::deepCopy);
    }

    private static ObjectNode text() {
        return JsonNodeFactory.instance.objectNode().put("type", "string");
    }

    private static ObjectNode pattern(Pattern pattern) {
        return text().put("pattern", "^(?:" + ecma(pattern) + ")$");
    }

    private static ObjectNode branch() {
        var branch = text().put("minLength", 1).put("maxLength", CommitRef.MAX_LENGTH);
        branch.putObject("not").put("pattern", ecma(CommitRef.FORBIDDEN));
        return branch;
    }

    /** ECMA-262 has neither possessive quantifiers, without which these patterns mean the same, nor Java's end of the input. */
    private static String ecma(Pattern pattern) {
        return pattern.pattern().replaceAll("([*?+}])\\+", "$1").replace("\\z", "$").replace("\\p{Cs}", "");
    }
}
