package dev.wassette.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever comes in, the next call works.
@Timeout(120)
final class BadInputTest {
    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":\"next\",\"method\":\"tools/call\",\"params\":{\"name\":\"unit\"}}";
    private static final String CALLED =
            "{\"jsonrpc\":\"2.0\",\"id\":\"next\",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"null\"}],"
            + "\"isError\":false}}";
    private static final String TOO_LONG =
            "\"error\":{\"code\":-32600,\"message\":\"Invalid request: the line is longer than 16777216 bytes\"}}";

    private final FakeApplication application = new FakeApplication();

    /// The heap of these tests is smaller than this line.
    @Test
    void keepsNothingOfALineThatIsTooLong() {
        InputStream input = sequence(bytes("{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":"
                + "{\"name\":\"echo\",\"arguments\":{\"id\":1,\"value\":\""), new Repeated('a', 400L << 20),
                bytes("\"}},\"id\":7}\n" + CALL));
        assertEquals(List.of("{\"jsonrpc\":\"2.0\",\"id\":7," + TOO_LONG, CALLED),
                StdioClient.exchange(application, input));
        assertEquals(1, application.calls.get());
    }

    @Test
    void answersATooLongLineWithoutAnIdToNobodyInParticular() {
        InputStream input = sequence(new Repeated('[', 20L << 20), bytes("\n" + CALL));
        assertEquals(List.of("{\"jsonrpc\":\"2.0\",\"id\":null," + TOO_LONG, CALLED),
                StdioClient.exchange(application, input));
    }

    @Test
    void passesALineThatIsJustNotTooLong() {
        String start = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"size\","
                + "\"arguments\":{\"text\":\"";
        long length = (16L << 20) - start.length() - 4;
        InputStream input = sequence(bytes(start), new Repeated('a', length), bytes("\"}}}\n" + CALL));
        List<String> answers = StdioClient.exchange(application, input);
        assertEquals(2, answers.size());
        assertTrue(answers.stream().anyMatch(answer -> answer.contains("\"text\":\"" + length + "\"")),
                () -> answers.toString());
    }

    /// The heap of these tests is smaller than these lines together with their texts.
    @Test
    void readsNoMoreThanFitsIntoMemory() {
        Stream<Object> calls = IntStream.range(0, 12).boxed().flatMap(i -> {
            byte[] start = bytes("{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"tools/call\",\"params\":{"
                    + "\"name\":\"size\",\"arguments\":{\"text\":\"");
            return Stream.of(start, new Repeated('a', 15L << 20), bytes("\"}}}\n"));
        });
        List<String> answers = StdioClient.exchange(application, sequence(calls.toArray()));
        assertEquals(12, answers.stream().filter(answer -> answer.contains("\"text\":\"15728640\"")).count());
    }

    @Test
    void refusesDeepNestingWithTheIdOfItsRequest() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertRefused("{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":"
                + "{\"value\":" + deep + "}},\"id\":\"x\"}", "\"x\"", -32600,
                "more than 256 nested arrays and objects");
    }

    @Test
    void refusesMoreValuesThanFitIntoMemory() {
        assertRefused("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\",\"params\":{\"a\":[" + "1,".repeat(1 << 21)
                + "1]}}", "3", -32600, "more than 2097152 values");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":1,"id":5,"params":{"b":2,"b":3}} | 5    | -32600 | a member name for the second time
            {"id":5,"id":6,"method":"ping"}       | null | -32600 | a member name for the second time
            {"id":5,"params":{"b":1e99999999999}} | 5    | -32600 | a number with too large an exponent
            {"id":5,"params":{"b":01}}            | null | -32700 | expected
            {"id":5,"params":{"b":NaN}}           | null | -32700 | expected a value
            {"id":5                               | null | -32700 | expected '}'
            {'id':5}                              | null | -32700 | expected a member name
            {"id":5}{"id":6}                      | null | -32700 | expected the end
            """)
    void refuses(String line, String id, int code, String problem) {
        assertRefused(line, id, code, problem);
    }

    @Test
    void refusesANumberOfManyDigits() {
        assertRefused("{\"id\":5,\"params\":{\"b\":" + "9".repeat(1_001) + "}}", "5", -32600,
                "a number of more than 1000 characters");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0xC0, 0xFF, 0xED})
    void refusesWhatIsNotUtf8(int bad) {
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"?\"}\n";
        byte[] lines = bytes(ping + CALL);
        lines[ping.indexOf('?')] = (byte) bad;
        List<String> answers = StdioClient.exchange(application, lines);
        assertEquals(List.of("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"Parse error: "
                + "the line is not UTF-8\"}}", CALLED), answers);
    }

    @Test
    void readsLinesThatEndLikeThoseOfWindows() {
        assertEquals(List.of("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", CALLED), StdioClient.exchange(application,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\r", "\r", CALL + "\r"));
    }

    @Test
    void keepsControlCharactersOfAnAnswerFromEndingItsLine() {
        String answer = StdioClient.exchange(application,
                "{\"jsonrpc\":\"2.0\",\"id\":\"\\n\\u2028\\ud800\",\"method\":\"ping\"}").getFirst();
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":\"\\n\u2028\\ud800\",\"result\":{}}", answer);
    }

    @Test
    void abbreviatesTheNameOfAMethod() {
        String answer = StdioClient.exchange(application,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + "m".repeat(5_000_000) + "\"}").getFirst();
        assertTrue(answer.length() < 300, answer);
    }

    private void assertRefused(String line, String id, int code, String problem) {
        List<String> answers = StdioClient.exchange(application, line, CALL);
        assertEquals(2, answers.size(), answers::toString);
        assertTrue(answers.getFirst().startsWith("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":" + code),
                answers::toString);
        assertTrue(answers.getFirst().contains(problem), answers::toString);
        assertEquals(CALLED, answers.getLast());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static InputStream sequence(Object... parts) {
        return new SequenceInputStream(Collections.enumeration(Stream.of(parts)
                .map(part -> part instanceof byte[] bytes ? new ByteArrayInputStream(bytes) : (InputStream) part)
                .toList()));
    }

    /// One byte again and again, made as it is read.
    private static final class Repeated extends InputStream {
        private final char value;
        private long left;

        Repeated(char value, long times) {
            this.value = value;
            this.left = times;
        }

        @Override
        public int read() {
            return left-- > 0 ? value : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            int count = (int) Math.min(left, length);
            Arrays.fill(bytes, from, from + count, (byte) value);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }
}
