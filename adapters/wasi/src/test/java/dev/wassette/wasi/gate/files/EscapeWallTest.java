package dev.wassette.wasi.gate.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.wasi.gate.os.HostFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Attacks of a guest on the files of the host, a line for each, and what it gets: see [FileGuest] for the commands and
/// [World] for the files. Whatever it is, nothing outside of the grant changes and no secret comes out.
class EscapeWallTest {
    private static final String WALL = """
            # What a guest may do, so that the rest is not refused by accident
            read a.txt                                  => "hello"
            stream a.txt                                => "ello"
            read dir/sub/c.txt                          => "c"
            read dir/sub/../b.txt                       => "b"
            read ./dir/./b.txt                          => "b"
            read dir//b.txt                             => "b"
            read to-file                                => "hello"
            read to-dir/b.txt                           => "b"
            read to-dir-slash/b.txt                     => "b"
            read dir/to-a                               => "hello"
            read dir/to-here/to-here/b.txt              => "b"
            read chain39                                => "hello"
            write new.txt x ; read new.txt              => "x"
            append a.txt ! ; read a.txt                 => "hello!"
            resize a.txt 2 ; read a.txt                 => "he"
            mkdir dir/m ; write dir/m/x y ; rename dir/m dir/sub/m ; read dir/sub/m/x => "y"
            symlink a.txt s ; readlink s                => a.txt
            symlink ../a.txt dir/s ; read dir/s         => "hello"
            link a.txt l ; read l                       => "hello"
            unlink a.txt ; read a.txt                   => no-entry
            unlink to-dir ; read dir/b.txt              => "b"
            write to-nothing x ; read nothing           => "x"
            times a.txt                                 => ok
            ltimes to-file                              => ok | ok, loop
            times-readable a.txt                        => ok
            read half/h.txt                             => "half"
            read /ro/r.txt                              => "readable"
            write /wo/new.txt x                         => ok
            overwrite /wo/w.txt x                       => ok
            read /csv/t.csv                             => "1,2"
            write /csv/n.csv 3 ; read /csv/n.csv        => "3"
            read /one/file.txt                          => "one"
            list /csv/.                                 => dir.csv link.csv t.csv
            list /one/.                                 => file.txt
            list dir                                    => b.txt sub to-a to-here to-up

            # Paths
            read ../outside/secret.txt                  => not-permitted
            read ..                                     => not-permitted
            stat ..                                     => not-permitted
            stat ../.                                   => not-permitted
            open-dir ../outside                         => not-permitted
            open-dir dir/../..                          => not-permitted
            read dir/../../outside/secret.txt           => not-permitted
            read dir/sub/../../../outside/secret.txt    => not-permitted
            read ./../outside/secret.txt                => not-permitted
            read dir/..//../outside/secret.txt          => not-permitted
            read ../work/a.txt                          => not-permitted
            read nothing/../../outside/secret.txt       => no-entry
            read a.txt/../a.txt                         => not-directory
            read a.txt/..                               => not-directory
            read /outside/secret.txt                    => not-permitted
            read /etc/passwd                            => not-permitted
            read //etc/passwd                           => not-permitted
            read /                                      => not-permitted
            read /proc/self/environ                     => not-permitted
            list ..                                     => not-permitted
            cd dir ; read here/../a.txt                 => not-permitted
            cd dir ; read here/to-a                     => not-permitted
            cd dir/sub ; list here/..                   => not-permitted
            cd dir/sub ; rename dir/sub dir/s2 ; read here/../b.txt => not-permitted
            write ../outside/new.txt x                  => not-permitted
            write ../new.txt x                          => not-permitted
            mkdir ../new                                => not-permitted
            mkdir ../outside/new                        => not-permitted
            rmdir ../outside/dir                        => not-permitted
            unlink ../outside/secret.txt                => not-permitted
            symlink x ../outside/s                      => not-permitted
            readlink ../outside/secret.txt              => not-permitted
            times ../outside/secret.txt                 => not-permitted
            hash ../outside/secret.txt                  => not-permitted
            rename a.txt ../outside/a.txt               => not-permitted
            rename ../outside/secret.txt s              => not-permitted
            link ../outside/secret.txt l                => not-permitted
            link a.txt ../outside/l                     => not-permitted

            # Odd paths
            read <empty>                                => no-entry
            stat <empty>                                => no-entry
            mkdir <empty>                               => no-entry
            unlink <empty>                              => no-entry
            rename a.txt <empty>                        => no-entry
            symlink <empty> s                           => no-entry
            read a.txt<nul>                             => invalid
            read a.txt<nul>/../../outside/secret.txt    => invalid
            write n<nul>ew x                            => invalid
            symlink a<nul> s                            => invalid
            read <long>                                 => name-too-long
            mkdir <long>                                => name-too-long
            read <deep>                                 => name-too-long
            read <huge>                                 => name-too-long
            symlink <huge> s                            => name-too-long
            read a.txt/                                 => not-directory
            stat a.txt/                                 => not-directory
            read a.txt/.                                => not-directory
            stat to-file/                               => not-directory
            write new.txt/ x                            => is-directory
            unlink a.txt/                               => not-directory
            unlink to-dir/                              => not-directory
            rmdir to-dir/                               => not-directory
            rmdir to-dir                                => not-directory
            rename a.txt b.txt/                         => not-directory
            rename a.txt/ b.txt                         => not-directory
            link a.txt/ l                               => not-directory
            link a.txt l/                               => no-entry
            mkdir new/ ; stat new                       => directory
            rmdir empty/                                => ok
            rmdir .                                     => invalid
            rmdir dir/.                                 => invalid
            unlink .                                    => is-directory
            mkdir .                                     => exist
            mkdir dir/..                                => exist
            rename . x                                  => busy
            rename dir .                                => busy
            rename dir/.. x                             => busy
            symlink a.txt .                             => exist
            link . l                                    => not-permitted
            readlink .                                  => invalid
            readlink a.txt                              => invalid
            write . x                                   => is-directory
            write dir x                                 => is-directory
            open-write dir                              => is-directory
            create dir x                                => exist
            truncate dir                                => is-directory
            create a.txt x                              => exist
            open-dir a.txt                              => not-directory
            rmdir dir                                   => not-empty
            rmdir a.txt                                 => not-directory
            unlink dir                                  => is-directory
            rename dir dir/sub/x                        => invalid, not-permitted
            rename a.txt empty                          => is-directory
            rename dir/sub dir/b.txt                    => not-directory
            rename empty a.txt                          => not-permitted
            read a\\..\\..\\outside\\secret.txt         => no-entry
            read ..\\outside\\secret.txt                => no-entry
            read ...                                    => no-entry
            read ~../outside/secret.txt                 => no-entry
            read %2e%2e/outside/secret.txt              => no-entry
            read ．．/outside/secret.txt                 => no-entry
            resize a.txt 9223372036854775808            => file-too-large
            resize a.txt 18446744073709551615           => file-too-large

            # Symbolic links
            read to-outside/secret.txt                  => not-permitted
            read to-secret                              => not-permitted
            stat to-secret                              => not-permitted
            lstat to-secret                             => symbolic-link
            read-nofollow to-file                       => loop
            read-nofollow to-secret                     => loop
            open-dir-nofollow to-dir                    => not-directory
            read to-abs/secret.txt                      => not-permitted
            read to-abs-secret                          => not-permitted
            read to-abs-inside                          => not-permitted
            list to-abs                                 => not-permitted
            list to-root                                => not-permitted
            list to-outside                             => not-permitted
            list to-outside/                            => not-permitted
            list to-outside/.                           => not-permitted
            read to-root/etc/passwd                     => not-permitted
            readlink to-abs                             => not-permitted
            readlink to-root                            => not-permitted
            readlink to-outside                         => ../outside
            read to-proc                                => not-permitted
            read to-self                                => loop
            read to-ping                                => loop
            read to-self/x                              => loop
            read chain40                                => loop
            read chain44                                => loop
            read dir/to-up/outside/secret.txt           => not-permitted
            read via                                    => not-permitted
            read to-up-in-dir/a.txt                     => not-permitted
            read to-dir/../../outside/secret.txt        => not-permitted
            read dir/to-here/../../outside/secret.txt   => not-permitted
            write to-secret x                           => not-permitted
            write to-outside/new.txt x                  => not-permitted
            write to-outside-nothing x                  => not-permitted
            create to-outside-nothing x                 => not-permitted
            create-nofollow to-outside-nothing          => loop, not-permitted
            create-nofollow to-nothing                  => loop
            append to-secret x                          => not-permitted
            truncate to-secret                          => not-permitted
            resize to-secret 0                          => not-permitted
            times to-secret                             => not-permitted
            mkdir to-outside/new                        => not-permitted
            mkdir to-outside-nothing                    => exist
            mkdir to-outside-nothing/                   => exist
            rmdir to-outside/dir                        => not-permitted
            unlink to-outside/secret.txt                => not-permitted
            rename to-outside/secret.txt s              => not-permitted
            rename a.txt to-outside/a.txt               => not-permitted
            link to-outside/secret.txt l                => not-permitted
            link a.txt to-outside/l                     => not-permitted
            link-follow to-secret l                     => invalid
            link to-secret l ; read l                   => not-permitted
            symlink /etc/passwd s                       => not-permitted
            symlink ../outside/secret.txt s             => not-permitted
            symlink dir/../../outside s                 => not-permitted
            symlink ../../outside dir/s                 => not-permitted
            symlink .. s                                => not-permitted
            symlink a.txt to-outside/s                  => not-permitted
            symlink .. dir/s ; rename dir/s s           => not-permitted
            symlink .. dir/s ; link dir/s s             => not-permitted
            symlink ../a.txt dir/s ; rename dir/s dir/sub/s ; unlink dir/sub/s => ok
            rename to-secret dir/s ; read dir/s         => not-permitted, no-entry
            unlink to-secret ; stat to-secret           => no-entry
            rename to-outside x ; list x                => not-permitted

            # What is denied within what is granted
            read denied/key.txt                         => not-permitted
            stat denied/key.txt                         => not-permitted
            stat denied                                 => not-permitted
            list denied                                 => not-permitted
            cd denied                                   => not-permitted
            read denied/nothing                         => not-permitted
            read secret.key                             => not-permitted
            read dir/../secret.key                      => not-permitted
            read ./secret.key                           => not-permitted
            read SECRET.KEY                             => not-permitted
            read Denied/key.txt                         => not-permitted
            read denied./key.txt                        => no-entry
            read secret.key/                            => not-permitted
            read to-denied/key.txt                      => not-permitted
            read to-denied-file                         => not-permitted
            write denied/new x                          => not-permitted
            write secret.key x                          => not-permitted
            write ſecret.key x                          => not-permitted
            unlink secret.key                           => not-permitted
            rename secret.key s.txt                     => not-permitted
            rename a.txt secret.key                     => not-permitted
            rename denied d2                            => not-permitted
            rename denied/key.txt k                     => not-permitted
            rename dir d2                               => not-permitted
            rename dir dir2 ; read dir2/hidden/d.txt    => not-permitted
            read dir/hidden/d.txt                       => not-permitted
            read to-dir/hidden/d.txt                    => not-permitted
            cd dir ; read here/hidden/d.txt             => not-permitted
            mkdir m ; rename m dir/hidden               => not-permitted
            mkdir m/hidden                              => no-entry, not-permitted
            rename dir/sub empty/hidden                 => not-permitted
            link secret.key l                           => not-permitted
            link a.txt denied/l                         => not-permitted
            symlink denied/key.txt s ; read s           => not-permitted
            symlink secret.key s ; write s x            => not-permitted
            rmdir denied/sub                            => not-permitted
            mkdir denied                                => not-permitted
            times secret.key                            => not-permitted

            # Read-only
            write /ro/new.txt x                         => not-permitted
            write /ro/r.txt x                           => not-permitted
            overwrite /ro/r.txt x                       => not-permitted
            create /ro/new.txt x                        => not-permitted
            create-nofollow /ro/r.txt                   => not-permitted
            append /ro/r.txt x                          => not-permitted
            truncate /ro/r.txt                          => not-permitted
            resize /ro/r.txt 0                          => not-permitted
            resize-readable /ro/r.txt                   => not-permitted
            write-readable /ro/r.txt                    => not-permitted
            times-readable /ro/r.txt                    => not-permitted
            open-write /ro/r.txt                        => not-permitted
            times /ro/r.txt                             => not-permitted
            times /ro/.                                 => not-permitted
            ltimes /ro/to-work                          => not-permitted
            mkdir /ro/new                               => not-permitted
            rmdir /ro/dir                               => not-permitted
            unlink /ro/r.txt                            => not-permitted
            rename /ro/r.txt /ro/s.txt                  => not-permitted
            rename /ro/r.txt a2.txt                     => not-permitted
            rename a.txt /ro/a.txt                      => not-permitted
            rename a.txt /ro/r.txt                      => not-permitted
            rename /ro/dir dir/moved                    => not-permitted
            link /ro/r.txt l                            => not-permitted
            link a.txt /ro/l                            => not-permitted
            symlink r.txt /ro/s                         => not-permitted
            read /ro/to-work                            => not-permitted
            write /ro/to-work x                         => not-permitted
            write half/h.txt x                          => not-permitted
            unlink half/h.txt                           => not-permitted
            rename half h2                              => not-permitted
            rename half/h.txt h.txt                     => not-permitted
            cd half ; write here/new x                  => not-permitted
            resize-readable a.txt                       => bad-descriptor
            write-readable a.txt                        => bad-descriptor

            # Write-only
            read /wo/w.txt                              => not-permitted
            stream /wo/w.txt                            => not-permitted
            open /wo/w.txt                              => not-permitted
            rename /wo/w.txt w.txt                      => not-permitted
            link /wo/w.txt w.txt                        => not-permitted
            truncate /wo/w.txt                          => not-permitted

            # Patterns and single files
            read /csv/t.txt                             => not-permitted
            stat /csv/t.txt                             => not-permitted
            read /csv/t.csv/../t.txt                    => not-permitted, not-directory
            read /csv/dir.csv/inner.csv                 => not-permitted
            list /csv/dir.csv                           => nothing
            read /csv/link.csv                          => not-permitted
            read /csv/T.TXT                             => not-permitted
            write /csv/new.txt x                        => not-permitted
            rename /csv/t.csv /csv/t.txt                => not-permitted
            rename /csv/t.txt /csv/u.csv                => not-permitted
            rename /csv/dir.csv dir/moved               => not-permitted
            link /csv/t.txt /csv/u.csv                  => not-permitted
            symlink t.txt /csv/s.csv ; read /csv/s.csv  => not-permitted
            mkdir /csv/sub                              => not-permitted
            read /csv/../outside/secret.txt             => not-permitted
            times /csv/.                                => not-permitted
            read /one/other.txt                         => not-permitted
            stat /one/other.txt                         => not-permitted
            write /one/new.txt x                        => not-permitted
            unlink /one/other.txt                       => not-permitted
            rename /one/other.txt /one/file.txt         => not-permitted
            rename /one/file.txt /one/new.txt           => not-permitted
            read /one/../outside/secret.txt             => not-permitted

            # What is no file
            read fifo                                   => not-permitted
            read to-fifo                                => not-permitted
            read /ro/fifo                               => not-permitted
            open-write fifo                             => not-permitted
            write fifo x                                => not-permitted
            append fifo x                               => not-permitted
            truncate fifo                               => not-permitted
            open fifo                                   => not-permitted
            stat fifo                                   => fifo
            open-dir fifo                               => not-directory
            read fifo/x                                 => not-directory
            """;

    /// Made anew after each attack that has changed something in it.
    private static World world;

    private static final List<Supplier<HostFiles>> SYSTEMS = List.of(HostFiles::open, HostFiles::portable);

    /// @param expected all outcomes that are fine
    record Attack(Supplier<HostFiles> system, String commands, List<String> expected) {
        @Override
        public String toString() {
            return (system == SYSTEMS.get(0) ? "" : "portable: ") + commands;
        }
    }

    static List<Attack> attacks() {
        return SYSTEMS.stream().flatMap(system -> lines().map(line -> attack(system, line))).toList();
    }

    private static Stream<String> lines() {
        return WALL.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    /// Behind `|` stands what only the portable way may do.
    private static Attack attack(Supplier<HostFiles> system, String line) {
        String[] sides = line.split("=>", 2);
        String[] outcomes = sides[1].split("\\|");
        String outcome = outcomes[system == SYSTEMS.get(0) ? 0 : outcomes.length - 1].strip();
        List<String> expected = outcome.startsWith("\"") ? List.of(outcome) : List.of(outcome.split(", "));
        return new Attack(system, sides[0].strip(), expected);
    }

    @Test
    void theWallIsHigh() {
        assertTrue(lines().count() >= 250, () -> lines().count() + " lines");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void holds(Attack attack) throws Exception {
        if (world == null) {
            world = new World();
        }
        List<String> before = world.untouchable();
        String outcome = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> outcome(world, attack));
        List<String> after = world.untouchable();
        if (!world.isAsAtFirst()) {
            removeWorld();
        }
        assertTrue(attack.expected().contains(outcome), () -> outcome + " instead of " + attack.expected());
        assertFalse(outcome.contains("secret\""), outcome);
        assertEquals(before, after);
    }

    @AfterAll
    static void removeWorld() throws IOException {
        if (world != null) {
            world.delete();
            world = null;
        }
    }

    private static String outcome(World world, Attack attack) {
        try (FileGuest guest = new FileGuest(world.grant(), attack.system())) {
            assertEquals(List.of(), guest.warnings);
            String outcome = guest.run(attack.commands());
            assertFalse(guest.host.transcript().contains(world.root.toString()), guest.host::transcript);
            return outcome;
        }
    }
}
