package dev.wassette.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.service.WitToJson.ResultTooLarge;
import dev.wassette.domain.policy.DefaultLimits;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What holds for every type and value, checked on some thousand random ones against an independent validator.
class MappingPropertiesTest {
    private static final int MOST = DefaultLimits.MAX_RESULT_SIZE;
    private static final int TYPES = 600;
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @Test
    void everyResultSatisfiesItsSchema() throws ResultTooLarge {
        for (int seed = 0; seed < TYPES; seed++) {
            var random = new RandomWit(seed);
            Signature signature = Types.returning(random.type(3));
            var schema = SCHEMAS.getSchema(JsonText.compact(WitToSchema.envelope(signature).orElseThrow()));
            for (int i = 0; i < 3; i++) {
                WitValue value = random.value(signature.result().orElseThrow());
                JsonValue envelope = WitToJson.envelope(signature.result(), Optional.of(value), MOST);
                assertEquals(List.of(), schema.validate(JsonText.compact(envelope), InputFormat.JSON),
                        () -> "seed of " + signature + " and " + value);
            }
        }
    }

    @Test
    void everyResultCanBePassedBackAsAnArgument() throws Exception {
        for (int seed = 0; seed < TYPES; seed++) {
            var random = new RandomWit(seed);
            WitType type = random.type(3);
            WitValue value = random.value(type);
            JsonObject envelope = (JsonObject) WitToJson.envelope(Optional.of(type), Optional.of(value), MOST);
            JsonObject again = (JsonObject) JsonText.parse(JsonText.compact(envelope));
            JsonObject arguments = JsonObject.empty().with("x", again.get("result").orElseThrow());
            assertEquals(List.of(value), JsonToWit.arguments(Types.taking(type), arguments), () -> "of " + type);
        }
    }

    @Test
    void argumentsInTheFormOfTheSchemaMeanTheirValue() throws BadArguments {
        int checked = 0;
        for (int seed = 0; seed < TYPES; seed++) {
            var random = new RandomWit(seed);
            Signature signature = Types.taking(random.type(3));
            WitType type = signature.parameters().getFirst().type();
            WitValue value = random.value(type);
            Optional<JsonValue> argument = random.argument(type, value);
            if (argument.isPresent()) {
                JsonObject arguments = JsonObject.empty().with("x", argument.get());
                assertEquals(List.of(), schemaErrors(signature, arguments), () -> "of " + type);
                assertEquals(List.of(value), JsonToWit.arguments(signature, arguments), () -> "of " + type);
                checked++;
            }
        }
        assertTrue(checked > TYPES / 2, "only " + checked);
    }

    /// The other way round: spoiled arguments that still satisfy the schema are taken, but for what the schema cannot
    /// say. And whatever happens, it is an outcome with a path and no other exception.
    @Test
    void argumentsThatSatisfyTheSchemaAreTaken() {
        int satisfying = 0;
        for (int seed = 0; seed < 4 * TYPES; seed++) {
            var random = new RandomWit(seed);
            Signature signature = Types.taking(random.type(2));
            WitType type = signature.parameters().getFirst().type();
            Optional<JsonValue> argument = random.argument(type, random.value(type)).map(random::mutated);
            if (argument.isPresent()) {
                JsonObject arguments = JsonObject.empty().with("x", argument.get());
                boolean valid = schemaErrors(signature, arguments).isEmpty();
                satisfying += valid ? 1 : 0;
                try {
                    JsonToWit.arguments(signature, arguments);
                } catch (BadArguments e) {
                    assertTrue(e.getMessage().startsWith("$.x"), e.getMessage());
                    assertTrue(!valid || beyondTheSchema(e.getMessage()),
                            () -> signature + " " + JsonText.compact(arguments) + " " + e.getMessage());
                }
            }
        }
        assertTrue(satisfying > 100, "only " + satisfying);
    }

    private static boolean beyondTheSchema(String problem) {
        return problem.contains("expected an integer") && problem.endsWith("found 0.5")
                || problem.contains("floating point, found 1E+400")
                || problem.contains("one Unicode character");
    }

    private static List<Error> schemaErrors(Signature signature, JsonObject arguments) {
        return SCHEMAS.getSchema(JsonText.compact(WitToSchema.arguments(signature)))
                .validate(JsonText.compact(arguments), InputFormat.JSON);
    }
}
