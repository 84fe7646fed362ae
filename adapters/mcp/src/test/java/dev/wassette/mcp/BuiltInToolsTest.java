package dev.wassette.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.domain.Caller;
import dev.wassette.mcp.tools.ToolUseCases;
import dev.wassette.mcp.tools.Tools;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The tools of the server itself as the contract (B.4) has them, in tables; JSON is written with single quotes.
final class BuiltInToolsTest {
    private static final String ID = "'properties':{'component_id':{'type':'string'}},'required':['component_id']";
    private static final String DETAILS = "'properties':{'component_id':{'type':'string'},'details':{'type':'object',"
            + "'properties':{%s},'required':[%s],'additionalProperties':false}},'required':['component_id','details']";

    private final FakeApplication application = new FakeApplication();

    private Tools tools(Set<BuiltInTool> offered) {
        return new Tools(new ToolUseCases(application, application, application, application, application, application, application,
                application, application), offered);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    /// {@return the tools as a table: name and schema without descriptions}
    private static List<String> table(JsonArray tools) {
        List<String> rows = new ArrayList<>();
        for (JsonValue tool : tools.elements()) {
            JsonObject described = (JsonObject) tool;
            assertEquals(Set.of("name", "description", "inputSchema"), described.members().keySet());
            String schema = JsonText.compact(described.get("inputSchema").orElseThrow());
            rows.add(name(described) + " " + schema.replaceAll(",\"description\":\"[^\"]*\"", ""));
        }
        return rows;
    }

    private static String name(JsonObject tool) {
        return ((JsonString) tool.get("name").orElseThrow()).value();
    }

    @Test
    void haveTheseNamesAndSchemas() {
        String uri = "'uri':{'type':'string'}";
        String access = "'access':{'type':'array','items':{'type':'string','enum':['read','write']}}";
        String host = DETAILS.formatted("'host':{'type':'string'}", "'host'");
        String key = DETAILS.formatted("'key':{'type':'string'}", "'key'");
        List<String> expected = Stream.of(
                "load-component 'properties':{'path':{'type':'string'},'digest':{'type':'string'}},'required':['path']",
                "unload-component 'properties':{'id':{'type':'string'}},'required':['id']",
                "list-components 'properties':{},'required':[]",
                "search-components 'properties':{'query':{'type':'string'}},'required':[]",
                "get-policy " + ID,
                "grant-storage-permission " + DETAILS.formatted(uri + "," + access, "'uri','access'"),
                "grant-network-permission " + host,
                "grant-environment-variable-permission " + key,
                "revoke-storage-permission " + DETAILS.formatted(uri, "'uri'"),
                "revoke-network-permission " + host,
                "revoke-environment-variable-permission " + key,
                "reset-permission " + ID)
                .map(row -> json(row.replaceFirst(" ", " {'type':'object',") + "}")).toList();
        assertEquals(expected, table(tools(BuiltInTool.standard()).list()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            load-component    | {'path':'new.wasm'} | {'id':'new','status':'component loaded successfully','tools':['echo','unit']}
            load-component    | {'path':'time.wasm'} | {'id':'time','status':'component reloaded successfully','tools':['echo','unit']}
            load-component    | {'path':'x'}        | Error: Failed to load component: x. Error: it does not end in .wasm
            load-component    | {}                  | Error: Missing 'path' in arguments
            unload-component  | {'id':'time'}       | {'id':'time','status':'component unloaded successfully'}
            unload-component  | {'id':'no'}         | Error: Component 'no' not found
            unload-component  | {}                  | Error: Missing 'id' in arguments
            search-components | {}                  | {'status':'Component list found','components':[{'name':'Time Server','description':'Tells the time, for Optional.empty','uri':'oci://example.com/time:1'}]}
            search-components | {'query':'time'}    | {'status':'Component list found','components':[{'name':'Time Server','description':'Tells the time, for Optional[time]','uri':'oci://example.com/time:1'}]}
            search-components | {'query':7}         | Error: 'query' in arguments must be a string
            get-policy        | {'component_id':'new'}   | {'status':'no policy found','component_id':'new'}
            get-policy        | {'component_id':'never'} | Error: Component not found: never
            get-policy        | {}                       | Error: Missing required argument: 'component_id'
            grant-storage-permission | {'component_id':'time','details':{'uri':'fs:///a','access':['read']}} | {'status':'permission granted successfully','component_id':'time','permission_type':'storage','details':{'uri':'fs:///a','access':['read']}}
            grant-storage-permission | {'component_id':'time','details':{'access':['read']}} | Error: Missing 'uri' field in details
            grant-storage-permission | {'component_id':'time'} | Error: Missing required argument: 'details'
            grant-network-permission | {'component_id':'time','details':{'host':'a.example'}} | {'status':'permission granted successfully','component_id':'time','permission_type':'network','details':{'host':'a.example'}}
            grant-network-permission | {'component_id':'time','details':{}} | Error: Missing 'host' field for network permission
            grant-environment-variable-permission | {'component_id':'time','details':{'key':'A'}} | {'status':'permission granted successfully','component_id':'time','permission_type':'environment','details':{'key':'A'}}
            grant-environment-variable-permission | {'component_id':'time','details':{}} | Error: Missing 'key' field for environment permission
            revoke-storage-permission | {'component_id':'time','details':{'uri':'fs:///a'}} | {'status':'permission revoked successfully','component_id':'time','uri':'fs:///a','message':'All access (read and write) to the specified URI has been revoked'}
            revoke-network-permission | {'component_id':'time','details':{'host':'a.example'}} | {'status':'permission revoked','component_id':'time','permission_type':'network','details':{'host':'a.example'}}
            revoke-environment-variable-permission | {'component_id':'time','details':{'key':'A'}} | {'status':'permission revoked','component_id':'time','permission_type':'environment','details':{'key':'A'}}
            reset-permission  | {'component_id':'time'}  | {'status':'permissions reset successfully','component_id':'time'}
            reset-permission  | {'component_id':'never'} | Error: Component not found: never
            attach-policy     | {'component_id':'time','policy_uri':'file:///p.yaml'} | {'status':'policy attached','component_id':'time','policy_uri':'file:///p.yaml'}
            attach-policy     | {'component_id':'never','policy_uri':'file:///p.yaml'} | Error: Component not found: never
            attach-policy     | {'component_id':'time'}  | Error: Missing required argument: 'policy_uri'
            attach-policy     | {'component_id':'time','policy_uri':7} | Error: 'policy_uri' in arguments must be a string
            detach-policy     | {'component_id':'time'}  | {'status':'policy detached','component_id':'time'}
            """)
    void answer(String tool, String arguments, String expected) throws MalformedJson {
        application.load("time.wasm");
        assertAnswer(expected, call(tools(EnumSet.allOf(BuiltInTool.class)), tool, arguments));
    }

    private static void assertAnswer(String expected, JsonObject answer) {
        boolean failed = expected.startsWith("Error: ");
        JsonObject text = JsonObject.empty().with("type", new JsonString("text"))
                .with("text", new JsonString(failed ? expected : json(expected)));
        JsonObject result = JsonObject.empty().with("content", JsonArray.of(text));
        assertEquals(failed ? result.with("isError", new JsonValue.JsonBool(true)) : result, answer);
    }

    private static JsonObject call(Tools tools, String tool, String arguments) throws MalformedJson {
        return tools.call(tool, (JsonObject) JsonText.parse(json(arguments)), Caller.silent(), () -> {});
    }

    @Test
    void listTheLoadedComponents() throws MalformedJson {
        application.load("time.wasm");
        String listed = JsonText.compact(call(tools(BuiltInTool.standard()), "list-components", "{}"));
        assertTrue(listed.contains(json("{'components':[{'id':'time','schema':{'tools':[{'name':'echo',")
                .replace("\"", "\\\"")), listed);
        assertTrue(listed.contains("\\\"tools_count\\\":2}],\\\"total\\\":1}"), listed);
    }

    @ParameterizedTest
    @EnumSource
    void areNotThereWhenTheyAreDisabled(BuiltInTool tool) throws MalformedJson {
        application.load("time.wasm");
        Tools none = tools(Set.of());
        assertFalse(JsonText.compact(none.list()).contains(tool.word()));
        assertAnswer("Error: Built-in tools are disabled", call(none, tool.word(), "{}"));
        assertEquals(List.of(), application.changes());
    }

    @Test
    void areNotThereWhenOthersAreChosen() throws MalformedJson {
        application.load("time.wasm");
        Set<BuiltInTool> chosen = Arrays.stream(BuiltInTool.values())
                .filter(tool -> tool.group() != BuiltInTool.Group.GRANTING).collect(Collectors.toSet());
        Tools some = tools(chosen);
        assertEquals(chosen.stream().map(BuiltInTool::word).collect(Collectors.toSet()),
                some.list().elements().stream().map(tool -> name((JsonObject) tool)).skip(2).collect(Collectors.toSet()));
        assertAnswer("Error: The built-in tool 'grant-network-permission' is disabled", call(some,
                "grant-network-permission", "{'component_id':'time','details':{'host':'a.example'}}"));
        assertEquals(List.of(), application.changes());
        assertAnswer("{'status':'permissions reset successfully','component_id':'time'}",
                call(some, "reset-permission", "{'component_id':'time'}"));
    }

    @Test
    void areNotRecommendedToWhomeverMayNotCallThem() throws MalformedJson {
        String all = JsonText.compact(call(tools(BuiltInTool.standard()), "denied", "{}"));
        assertTrue(all.contains("call grant-network-permission with"), all);
        String some = JsonText.compact(call(tools(EnumSet.of(BuiltInTool.GET_POLICY)), "denied", "{}"));
        assertTrue(some.contains("If the user wants that, the user can run: wassette permission grant network x"), some);
        assertFalse(some.contains("grant-network-permission"), some);
        String instructions = tools(Set.of()).instructions();
        for (BuiltInTool tool : BuiltInTool.values()) {
            assertFalse(instructions.contains(tool.word()), instructions);
        }
    }
}
