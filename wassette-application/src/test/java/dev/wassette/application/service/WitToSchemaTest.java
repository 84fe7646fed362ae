package dev.wassette.application.service;

import static dev.wassette.application.service.Types.field;
import static dev.wassette.application.service.Types.flags;
import static dev.wassette.application.service.Types.list;
import static dev.wassette.application.service.Types.names;
import static dev.wassette.application.service.Types.one;
import static dev.wassette.application.service.Types.option;
import static dev.wassette.application.service.Types.record;
import static dev.wassette.application.service.Types.result;
import static dev.wassette.application.service.Types.returning;
import static dev.wassette.application.service.Types.taking;
import static dev.wassette.application.service.Types.tuple;
import static dev.wassette.application.service.Types.variant;
import static dev.wassette.domain.wit.WitType.Primitive.BOOL;
import static dev.wassette.domain.wit.WitType.Primitive.CHAR;
import static dev.wassette.domain.wit.WitType.Primitive.F32;
import static dev.wassette.domain.wit.WitType.Primitive.F64;
import static dev.wassette.domain.wit.WitType.Primitive.S32;
import static dev.wassette.domain.wit.WitType.Primitive.S64;
import static dev.wassette.domain.wit.WitType.Primitive.S8;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;
import static dev.wassette.domain.wit.WitType.Primitive.U16;
import static dev.wassette.domain.wit.WitType.Primitive.U64;
import static dev.wassette.domain.wit.WitType.Primitive.U8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Contract D.1 and D.2.
class WitToSchemaTest {
    private static final String FLOAT_RESULT =
            "{'anyOf':[{'type':'number'},{'type':'string','enum':['NaN','inf','-inf']}]}";

    static Stream<Arguments> types() {
        return Stream.of(
                arguments(BOOL, "{'type':'boolean'}", "{'type':'boolean'}"),
                arguments(S8, "{'type':'number','minimum':-128,'maximum':127}", "{'type':'number'}"),
                arguments(U16, "{'type':'number','minimum':0,'maximum':65535}", "{'type':'number'}"),
                arguments(S64, "{'type':'number','minimum':-9223372036854775808,'maximum':9223372036854775807}",
                        "{'type':'number'}"),
                arguments(U64, "{'type':'number','minimum':0,'maximum':18446744073709551615}", "{'type':'number'}"),
                arguments(F32, "{'type':'number'}", FLOAT_RESULT),
                arguments(F64, "{'type':'number'}", FLOAT_RESULT),
                arguments(CHAR, "{'type':'string','description':'1 unicode codepoint'}",
                        "{'type':'string','description':'1 unicode codepoint'}"),
                arguments(STRING, "{'type':'string'}", "{'type':'string'}"),
                arguments(list(STRING), "{'type':'array','items':{'type':'string'}}",
                        "{'type':'array','items':{'type':'string'}}"),
                arguments(list(U8), "{'type':'array','items':{'type':'number','minimum':0,'maximum':255}}",
                        "{'type':'array','items':{'type':'number'}}"),
                arguments(tuple(STRING, BOOL),
                        "{'type':'array','prefixItems':[{'type':'string'},{'type':'boolean'}],"
                                + "'minItems':2,'maxItems':2}",
                        "{'type':'object','properties':{'val0':{'type':'string'},'val1':{'type':'boolean'}},"
                                + "'required':['val0','val1']}"),
                arguments(record(field("file-path", STRING), field("limit", option(STRING))),
                        "{'type':'object','properties':{'file-path':{'type':'string'},"
                                + "'limit':{'anyOf':[{'type':'null'},{'type':'string'}]}},'required':['file-path']}",
                        "{'type':'object','properties':{'file-path':{'type':'string'},"
                                + "'limit':{'anyOf':[{'type':'null'},{'type':'string'}]}},"
                                + "'required':['file-path','limit']}"),
                arguments(variant(one("none"), one("some", STRING), one("maybe", option(BOOL))),
                        "{'oneOf':[{'type':'object','properties':{'tag':{'const':'none'}},'required':['tag']},"
                                + "{'type':'object','properties':{'tag':{'const':'some'},'val':{'type':'string'}},"
                                + "'required':['tag','val']},"
                                + "{'type':'object','properties':{'tag':{'const':'maybe'},"
                                + "'val':{'anyOf':[{'type':'null'},{'type':'boolean'}]}},'required':['tag']}]}",
                        "{'oneOf':[{'type':'object','properties':{'tag':{'const':'none'}},'required':['tag']},"
                                + "{'type':'object','properties':{'tag':{'const':'some'},'val':{'type':'string'}},"
                                + "'required':['tag','val']},"
                                + "{'type':'object','properties':{'tag':{'const':'maybe'},"
                                + "'val':{'anyOf':[{'type':'null'},{'type':'boolean'}]}},'required':['tag','val']}]}"),
                arguments(names("hot", "cold"), "{'type':'string','enum':['hot','cold']}",
                        "{'type':'string','enum':['hot','cold']}"),
                arguments(result(STRING, null),
                        "{'type':'object','oneOf':["
                                + "{'type':'object','properties':{'ok':{'type':'string'}},'required':['ok']},"
                                + "{'type':'object','properties':{'err':{'type':'null'}},'required':['err']}]}",
                        "{'type':'object','oneOf':["
                                + "{'type':'object','properties':{'ok':{'type':'string'}},'required':['ok']},"
                                + "{'type':'object','properties':{'err':{'type':'null'}},'required':['err']}]}"),
                arguments(flags("read", "write"), "{'type':'array','items':{'type':'string','enum':['read','write']}}",
                        "{'type':'array','items':{'type':'string','enum':['read','write']}}"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void schemasFollowTheTable(WitType type, String argument, String returned) throws MalformedJson {
        String required = type instanceof WitType.OptionType ? "[]" : "['x']";
        assertEquals(json("{'type':'object','properties':{'x':" + argument + "},'required':" + required + "}"),
                WitToSchema.arguments(taking(type)));
        assertEquals(
                Optional.of(json("{'type':'object','properties':{'result':" + returned + "},'required':['result']}")),
                WitToSchema.envelope(returning(type)));
    }

    @Test
    void optionalParametersAreNotRequired() throws MalformedJson {
        assertEquals(json("{'type':'object','properties':{'x':{'anyOf':[{'type':'null'},{'type':'boolean'}]}},"
                + "'required':[]}"), WitToSchema.arguments(taking(option(BOOL))));
    }

    @Test
    void aFunctionWithoutParametersTakesAnEmptyObject() throws MalformedJson {
        var nothing = new Signature(List.of(), Optional.empty());
        assertEquals(json("{'type':'object','properties':{},'required':[]}"), WitToSchema.arguments(nothing));
        assertEquals(Optional.empty(), WitToSchema.envelope(nothing));
    }

    /// The samples of the documentation: `span: func() -> tuple<u64, u64>`, and a tuple inside a result.
    @Test
    void tuplesAreObjectsWhereverTheyStandInAResult() throws MalformedJson {
        assertEquals(Optional.of(json("""
                {'type':'object','properties':{'result':{'type':'object',
                 'properties':{'val0':{'type':'number'},'val1':{'type':'number'}},'required':['val0','val1']}},
                 'required':['result']}""")), WitToSchema.envelope(returning(tuple(U64, U64))));
        assertEquals(Optional.of(json("""
                {'type':'object','properties':{'result':{'type':'object','oneOf':[
                  {'type':'object','properties':{'ok':{'type':'object',
                    'properties':{'val0':{'type':'string'},'val1':{'type':'number'}},'required':['val0','val1']}},
                   'required':['ok']},
                  {'type':'object','properties':{'err':{'type':'object',
                    'properties':{'code':{'type':'number'},'message':{'type':'string'}},
                    'required':['code','message']}},'required':['err']}]}},
                 'required':['result']}""")),
                WitToSchema.envelope(returning(result(tuple(STRING, S32),
                        record(field("code", S32), field("message", STRING))))));
    }

    @Test
    void handlesHaveNoSchema() {
        var handle = new WitType.Own(new ResourceType.Guest(0, "r"));
        assertThrows(IllegalStateException.class, () -> WitToSchema.arguments(taking(handle)));
    }

    private static JsonValue json(String text) throws MalformedJson {
        return JsonText.parse(text.replace('\'', '"'));
    }
}
