package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.out.ComponentRuntime.CallOutcome;
import dev.wassette.application.port.out.ComponentRuntime.Returned;
import dev.wassette.application.port.out.ComponentRuntime.Trapped;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.NetworkGrant;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.ResourceLimits;
import dev.wassette.domain.wit.WitValue;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a component tries through the bare imports of WASI, a line for each attack, and what it gets. The files are those
/// of [WallFiles]; what the network policy allows, and with `!` denies, stands before the attack. `PORT` is a web server
/// that a policy may name, `SECRET` one that none names.
@ParameterizedClass
@MethodSource("dev.wassette.bootstrap.TestEngines#names")
class GuestWallTest {
    private static final String WALL = """
            # What it may do, so that the rest is not refused by accident
            read a.txt                                          => "hello"
            read dir/../a.txt                                   => "hello"
            read to-file                                        => "hello"
            read dir/to-here/b.txt                              => "hello"
            read /ro:r.txt                                      => "hello"
            read /csv:t.csv                                     => "hello"
            read /one:file.txt                                  => "hello"
            read half/h.txt                                     => "hello"
            write new.txt x ; read new.txt                      => "x"
            write /wo:new.txt x                                 => ok
            directories                                         => 5
            variable GREETING                                   => hello
            127.0.0.1:PORT | get http://127.0.0.1:PORT/         => status 200
            127.0.0.1:PORT | connect 127.0.0.1 PORT             => ok
            localhost | lookup localhost                        => found

            # Paths
            read ../outside/secret.txt                          => not-permitted
            read ..                                             => not-permitted
            stat ..                                             => not-permitted
            stat ../.                                           => not-permitted
            list ..                                             => not-permitted
            open-dir ../outside                                 => not-permitted
            open-dir dir/../..                                  => not-permitted
            read dir/../../outside/secret.txt                   => not-permitted
            read dir/sub/../../../outside/secret.txt            => not-permitted
            read ./../outside/secret.txt                        => not-permitted
            read dir/..//../outside/secret.txt                  => not-permitted
            read ../work/a.txt                                  => not-permitted
            read nothing/../../outside/secret.txt               => no-entry
            read a.txt/..                                       => not-directory
            read ROOT/outside/secret.txt                        => not-permitted
            read ROOT/work/a.txt                                => not-permitted
            read /etc/passwd                                    => not-permitted
            read //etc/passwd                                   => not-permitted
            read /                                              => not-permitted
            read /proc/self/environ                             => not-permitted
            write ../outside/new.txt x                          => not-permitted
            write ../new.txt x                                  => not-permitted
            create /tmp/new.txt x                               => not-permitted
            mkdir ../new                                        => not-permitted
            rmdir ../outside/dir                                => not-permitted
            unlink ../outside/secret.txt                        => not-permitted
            times ../outside/secret.txt                         => not-permitted
            hash ../outside/secret.txt                          => not-permitted
            readlink ../outside/secret.txt                      => not-permitted
            rename a.txt ../outside/a.txt                       => not-permitted
            rename ../outside/secret.txt s                      => not-permitted
            link ../outside/secret.txt l                        => not-permitted
            link a.txt ../outside/l                             => not-permitted
            read <empty>                                        => no-entry
            read a.txt<nul>                                     => invalid
            read a.txt<nul>/../../outside/secret.txt            => invalid
            write n<nul>ew x                                    => invalid
            read <long>                                         => name-too-long
            read <deep>                                         => name-too-long
            mkdir <long>                                        => name-too-long
            read a.txt/                                         => not-directory
            unlink .                                            => is-directory
            rmdir .                                             => invalid
            rename . x                                          => busy
            write . x                                           => is-directory

            # Links
            read to-outside/secret.txt                          => not-permitted
            list to-outside                                     => not-permitted
            list to-outside/.                                   => not-permitted
            read to-secret                                      => not-permitted
            stat to-secret                                      => not-permitted
            hash to-secret                                      => not-permitted
            open to-secret                                      => not-permitted
            open-nofollow to-secret                             => loop
            read to-abs/secret.txt                              => not-permitted
            read to-abs-inside                                  => not-permitted
            readlink to-abs                                     => not-permitted
            readlink to-root                                    => not-permitted
            list to-root                                        => not-permitted
            read to-root/etc/passwd                             => not-permitted
            read to-proc                                        => not-permitted
            read to-device                                      => not-permitted
            read to-self                                        => loop
            read to-ping                                        => loop
            read via                                            => not-permitted
            read dir/to-up/outside/secret.txt                   => not-permitted
            read dir/to-here/../../outside/secret.txt           => not-permitted
            write to-secret x                                   => not-permitted
            overwrite to-secret x                               => not-permitted
            truncate to-secret                                  => not-permitted
            resize to-secret                                    => not-permitted
            times to-secret                                     => not-permitted
            write to-outside-nothing x                          => not-permitted
            create to-outside-nothing x                         => loop, not-permitted, exist
            mkdir to-outside/new                                => not-permitted
            unlink to-outside/secret.txt                        => not-permitted
            rmdir to-outside/dir                                => not-permitted
            rename a.txt to-outside/a.txt                       => not-permitted
            rename to-outside/secret.txt s                      => not-permitted
            link to-outside/secret.txt l                        => not-permitted
            link-follow to-secret l                             => invalid
            link to-secret l ; read l                           => not-permitted
            symlink /etc/passwd s                               => not-permitted
            symlink ../outside/secret.txt s                     => not-permitted
            symlink dir/../../outside s                         => not-permitted
            symlink a.txt to-outside/s                          => not-permitted
            symlink .. dir/s ; rename dir/s s                   => not-permitted
            symlink .. dir/s ; rename dir/s s ; read s/outside/secret.txt => no-entry
            rename to-outside x ; list x                        => not-permitted

            # What is denied within what is granted
            read denied/key.txt                                 => not-permitted
            stat denied                                         => not-permitted
            list denied                                         => not-permitted
            read Denied/key.txt                                 => not-permitted, no-entry
            read secret.key                                     => not-permitted
            read SECRET.KEY                                     => not-permitted, no-entry
            read dir/../secret.key                              => not-permitted
            read to-denied/key.txt                              => not-permitted
            read to-denied-file                                 => not-permitted
            write secret.key x                                  => not-permitted
            unlink secret.key                                   => not-permitted
            rename secret.key s.txt                             => not-permitted
            rename a.txt secret.key                             => not-permitted
            rename denied d2                                    => not-permitted
            link secret.key l                                   => not-permitted
            symlink secret.key s ; write s x                    => not-permitted

            # Read-only, write-only, patterns, single files
            write /ro:new.txt x                                 => not-permitted
            overwrite /ro:r.txt x                               => not-permitted
            write-readable /ro:r.txt x                          => not-permitted
            resize-readable /ro:r.txt                           => not-permitted
            truncate-readable /ro:r.txt                         => not-permitted, invalid
            truncate /ro:r.txt                                  => not-permitted
            open-write /ro:r.txt                                => not-permitted
            change-in /ro:dir                                   => not-permitted
            times /ro:r.txt                                     => not-permitted
            mkdir /ro:new                                       => not-permitted
            rmdir /ro:dir                                       => not-permitted
            unlink /ro:r.txt                                    => not-permitted
            rename /ro:r.txt a2.txt                             => not-permitted
            rename a.txt /ro:a.txt                              => not-permitted
            link /ro:r.txt l                                    => not-permitted
            link a.txt /ro:l                                    => not-permitted
            symlink r.txt /ro:s                                 => not-permitted
            read /ro:to-work                                    => not-permitted
            read /ro:../outside/secret.txt                      => not-permitted
            write half/h.txt x                                  => not-permitted
            rename half/h.txt h.txt                             => not-permitted
            read /wo:w.txt                                      => not-permitted
            rename /wo:w.txt w.txt                              => not-permitted
            link /wo:w.txt w.txt                                => not-permitted
            read /csv:t.txt                                     => not-permitted
            read /csv:dir.csv/inner.csv                         => not-permitted
            read /csv:link.csv                                  => not-permitted
            write /csv:new.txt x                                => not-permitted
            rename /csv:t.txt /csv:u.csv                        => not-permitted
            read /one:other.txt                                 => not-permitted
            write /one:new.txt x                                => not-permitted
            rename /one:file.txt /one:new.txt                   => not-permitted
            read fifo                                           => not-permitted
            open-write fifo                                     => not-permitted

            # Hosts and ports of requests
            get http://127.0.0.1:SECRET/                        => HTTP-request-denied
            get https://example.com/                            => HTTP-request-denied
            api.example.com | get https://api.example.com.evil.net/ => HTTP-request-denied
            api.example.com | get https://evil.net/api.example.com  => HTTP-request-denied
            api.example.com | get https://xapi.example.com/     => HTTP-request-denied
            api.example.com | get https://a.api.example.com/    => HTTP-request-denied
            https://api.example.com | get http://api.example.com/   => HTTP-request-denied
            *.example.org | get https://example.org/            => HTTP-request-denied
            *.example.org | get https://evilexample.org/        => HTTP-request-denied
            *.example.org !private.example.org | get https://PRIVATE.example.org./ => HTTP-request-denied
            *.example.org !*.evil.example.org | get https://deep.down.evil.example.org/ => HTTP-request-denied
            api.example.com:8443 | get https://api.example.com/ => HTTP-request-denied
            api.example.com:8443 | get https://api.example.com:8444/ => HTTP-request-denied
            127.0.0.1:PORT | get http://127.0.0.1:SECRET/       => HTTP-request-denied
            127.0.0.1:PORT | get http://localhost:PORT/         => HTTP-request-denied
            127.0.0.1:PORT | get https://127.0.0.1:SECRET/      => HTTP-request-denied
            * | get http://127.0.0.1:SECRET/                    => HTTP-request-denied
            * | get http://localhost:SECRET/                    => HTTP-request-denied
            * | get http://LOCALHOST.:SECRET/                   => HTTP-request-denied
            * | get http://a.localhost:SECRET/                  => HTTP-request-denied, DNS-error
            * | get http://[::1]:SECRET/                        => HTTP-request-denied
            * | get http://[::ffff:127.0.0.1]:SECRET/           => HTTP-request-denied
            * | get http://[::ffff:7f00:1]:SECRET/              => HTTP-request-denied
            * | get http://[::7f00:1]:SECRET/                   => HTTP-request-denied
            * | get http://[64:ff9b::7f00:1]:SECRET/            => HTTP-request-denied
            * | get http://[2002:7f00:1::]:SECRET/              => HTTP-request-denied
            * | get http://0.0.0.0:SECRET/                      => HTTP-request-denied
            * | get http://[::]:SECRET/                         => HTTP-request-denied
            * | get http://127.1.2.3:SECRET/                    => HTTP-request-denied
            * | get http://127.0.0.1.:SECRET/                   => HTTP-request-denied
            * | get http://169.254.169.254/latest/meta-data/    => HTTP-request-denied
            * | get http://[fd00:ec2::254]/latest/meta-data/    => HTTP-request-denied
            * | get http://[::ffff:169.254.169.254]/            => HTTP-request-denied
            * | get http://100.100.100.200/                     => HTTP-request-denied
            * | get http://224.0.0.1/                           => HTTP-request-denied
            * | get http://255.255.255.255/                     => HTTP-request-denied
            * | get http://127.1:SECRET/                        => HTTP-request-URI-invalid
            * | get http://2130706433:SECRET/                   => HTTP-request-URI-invalid
            * | get http://0x7f000001:SECRET/                   => HTTP-request-URI-invalid
            * | get http://0177.0.0.1:SECRET/                   => HTTP-request-URI-invalid
            * | get http://127.0.0.256:SECRET/                  => HTTP-request-URI-invalid
            * | get http://[127.0.0.1]:SECRET/                  => HTTP-request-URI-invalid
            * | get http://[::1%25lo]:SECRET/                   => set-authority
            * | get http://%6c%6f%63%61lhost:SECRET/            => HTTP-request-URI-invalid
            * | get https://api.example.com%00.evil.net/        => HTTP-request-URI-invalid
            * | get https://api.example.com:65536/              => set-authority
            * | get https://api.example.com:0/                  => HTTP-request-URI-invalid
            * | get https://api.example.com@127.0.0.1:SECRET/   => set-authority
            * | get https://user:word@api.example.com/          => set-authority
            * | get https://api.example.com#127.0.0.1/          => set-authority
            * | get file://localhost/etc/passwd                 => HTTP-protocol-error
            * | get ftp://api.example.com/                      => HTTP-protocol-error

            # Requests within requests, and redirects
            127.0.0.1:PORT | method http://127.0.0.1:PORT/ CONNECT          => HTTP-request-method-invalid
            127.0.0.1:PORT | method http://127.0.0.1:PORT/ GET<crlf>X       => set-method
            127.0.0.1:PORT | get http://127.0.0.1:PORT/a<crlf>Host:b        => set-path
            127.0.0.1:PORT | get http://127.0.0.1:PORT<crlf>Host:b/         => set-authority
            127.0.0.1:PORT | header http://127.0.0.1:PORT/ X a<crlf>Y:b     => invalid-syntax
            127.0.0.1:PORT | header http://127.0.0.1:PORT/ X<crlf>Y b       => invalid-syntax
            127.0.0.1:PORT | header http://127.0.0.1:PORT/ Host evil        => forbidden
            127.0.0.1:PORT | header http://127.0.0.1:PORT/ Connection close => forbidden
            127.0.0.1:PORT | header http://127.0.0.1:PORT/ Transfer-Encoding chunked => forbidden
            127.0.0.1:PORT | get http://127.0.0.1:PORT/elsewhere            => status 302
            127.0.0.1:PORT | follow http://127.0.0.1:PORT/away?http://127.0.0.1:SECRET/     => HTTP-request-denied
            127.0.0.1:PORT | follow http://127.0.0.1:PORT/away?http://localhost:PORT/       => HTTP-request-denied
            127.0.0.1:PORT | follow http://127.0.0.1:PORT/away?http://169.254.169.254/      => HTTP-request-denied
            http://127.0.0.1:PORT | follow http://127.0.0.1:PORT/away?https://127.0.0.1:PORT/ => HTTP-request-denied

            # Addresses of sockets
            connect 127.0.0.1 SECRET                            => access-denied
            connect 0:0:0:0:0:0:0:1 SECRET                      => access-denied
            send 127.0.0.1 SECRET                               => access-denied
            127.0.0.1:PORT | connect 127.0.0.1 SECRET           => access-denied
            127.0.0.1:PORT | connect 127.0.0.2 PORT             => access-denied
            127.0.0.1:PORT | send 127.0.0.1 SECRET              => access-denied
            http://127.0.0.1:PORT | connect 127.0.0.1 PORT      => access-denied
            localhost | connect 127.0.0.1 PORT                  => access-denied
            * | connect 127.0.0.1 SECRET                        => access-denied
            * | connect 127.8.9.10 SECRET                       => access-denied
            * | connect 169.254.169.254 80                      => access-denied
            * | connect 168.63.129.16 80                        => access-denied
            * | connect 0:0:0:0:0:0:0:1 SECRET                  => access-denied
            * | connect fe80:0:0:0:0:0:0:1 SECRET               => access-denied
            * | connect fd00:ec2:0:0:0:0:0:254 80               => access-denied
            * | connect 0:0:0:0:0:ffff:7f00:1 SECRET            => invalid-argument
            * | connect 0:0:0:0:0:0:7f00:1 SECRET               => invalid-argument
            * | connect 64:ff9b:0:0:0:0:7f00:1 SECRET           => access-denied
            * | connect 2002:7f00:1:0:0:0:0:1 SECRET            => access-denied
            * | connect 0.0.0.0 SECRET                          => invalid-argument
            * | connect 255.255.255.255 80                      => access-denied
            * | connect 192.0.2.1 0                             => invalid-argument
            192.0.2.0/24 !192.0.2.0/25 | connect 192.0.2.7 443  => access-denied
            * | send 224.0.0.251 5353                           => access-denied
            * | send 255.255.255.255 67                         => access-denied
            * | listen                                          => access-denied
            * | bind 0.0.0.0 8080                               => access-denied
            * | bind 127.0.0.1 0                                => access-denied
            * | bind-udp 0.0.0.0 53                             => access-denied

            # Names
            lookup localhost                                    => access-denied
            lookup example.com                                  => access-denied
            good.test | lookup evil.test                        => access-denied
            good.test | lookup good.test.evil.test              => access-denied
            *.good.test | lookup good.test                      => access-denied
            https://good.test | lookup good.test                => access-denied
            * | lookup 0x7f000001                               => access-denied
            * | lookup http://good.test                         => invalid-argument
            * | lookup good.test@evil.test                      => invalid-argument

            # Environment
            variable PATH                                       => none
            variable HOME                                       => none
            variable greeting                                   => none
            variables                                           => 1
            arguments                                           => 0
            directory                                           => none

            # Limits
            files 21 a.txt                                      => limit open_files
            handles 301                                         => limit open_handles
            sockets 400                                         => new-socket-limit
            fields 400                                          => limit open_handles
            grow 100                                            => refused
            allocate 100                                        => limit memory
            grow 100 ; allocate 1                               => ok
            recurse                                             => limit stack
            """;

    private static final Map<String, String> WORDS = Map.of("<empty>", "", "<nul>", "\0", "<crlf>", "\r\n",
            "<long>", "x".repeat(300), "<deep>", "dir/../".repeat(2000));

    @Parameter
    private String engine;

    private static GuestProgram guest;
    private static EchoServer server;
    private static ServerSocket secret;
    /// Made anew after each attack that has changed something.
    private static WallFiles files;

    @BeforeParameterizedClassInvocation
    static void load(String engine) throws Exception {
        guest = new GuestProgram("attacker", engine);
        server = new EchoServer();
        secret = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        files = new WallFiles();
    }

    @AfterParameterizedClassInvocation
    static void nobodyCameToTheSecret() throws Exception {
        guest.close();
        files.delete();
        server.close();
        try (ServerSocket closing = secret) {
            closing.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, closing::accept);
        }
    }

    /// @param policy hosts, after `!` such as are denied
    /// @param expected all outcomes that are fine
    record Attack(String policy, String commands, List<String> expected) {
        static Attack of(String line) {
            String[] sides = line.split("=>", 2);
            String[] left = sides[0].split("\\|", 2);
            return new Attack(left.length == 2 ? left[0].strip() : "", left[left.length - 1].strip(),
                    List.of(sides[1].strip().split(", ")));
        }
    }

    static List<Attack> attacks() {
        return WALL.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(Attack::of).toList();
    }

    @Test
    void theWallIsHigh() {
        assertTrue(attacks().size() >= 200, () -> attacks().size() + " attacks");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void holds(Attack attack) throws Exception {
        String outcome = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> outcome(attack));
        if (!files.areUnchanged()) {
            files.delete();
            files = new WallFiles();
        }
        assertTrue(attack.expected().contains(outcome), () -> outcome + " instead of " + attack.expected());
        assertFalse(outcome.contains(files.root.toString()), outcome);
    }

    private static String outcome(Attack attack) {
        WitValue words = new WitValue.ListOf(Arrays.stream(attack.commands().split(" "))
                .<WitValue>map(word -> new WitValue.Str(filledIn(word))).toList());
        CallOutcome outcome = guest.outcome(grant(attack.policy()), "attack", words);
        return switch (outcome) {
            case Returned(var value) -> ((WitValue.Str) value.orElseThrow()).value();
            case Trapped(String message) -> message.replaceFirst("(?s).*permissions\\.resources\\.limits\\.(\\w+).*", "limit $1");
            default -> outcome.toString();
        };
    }

    private static String filledIn(String word) {
        String filled = word.replace("PORT", server.authority().substring("127.0.0.1:".length()))
                .replace("SECRET", String.valueOf(secret.getLocalPort())).replace("ROOT", files.root.toString());
        for (Map.Entry<String, String> each : WORDS.entrySet()) {
            filled = filled.replace(each.getKey(), each.getValue());
        }
        return filled;
    }

    private static Grant grant(String policy) {
        List<String> hosts = Stream.of(filledIn(policy).split(" ")).filter(host -> !host.isEmpty()).toList();
        List<NetworkPermission> allow = new ArrayList<>();
        List<NetworkPermission> deny = new ArrayList<>();
        hosts.forEach(host -> (host.startsWith("!") ? deny : allow).add(permission(host.replace("!", ""))));
        return Grant.nothing().with(files.grant()).with(new NetworkGrant(allow, deny)).with(Map.of("GREETING", "hello"))
                .with(ResourceLimits.defaults().withMemoryBytes(16 << 20).withOpenFiles(20).withOpenHandles(300));
    }

    private static NetworkPermission permission(String host) {
        boolean isRange = host.matches("[0-9a-f.:]+/\\d+");
        return isRange ? new NetworkPermission.Cidr(host) : new NetworkPermission.Host(host);
    }
}
