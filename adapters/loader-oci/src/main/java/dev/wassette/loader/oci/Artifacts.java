package dev.wassette.loader.oci;

import dev.wassette.application.port.out.ComponentSource.Progress;
import dev.wassette.application.port.out.DownloadCache;
import dev.wassette.application.port.out.DownloadCache.Arriving;
import dev.wassette.application.port.out.DownloadCache.Remembered;
import dev.wassette.domain.Digest;
import dev.wassette.loader.http.transfer.TransferAnswer;
import dev.wassette.loader.http.transfer.TransferFailed;
import dev.wassette.loader.http.transfer.TransferFailed.Kind;
import java.util.Objects;
import java.util.Optional;

/// What registries have, and what the cache has of it. Everything has the digest that it is asked for by, checked before
/// anybody parses it. Safe for use by several threads.
final class Artifacts {
    /// Bytes. Less is fetched anew as quickly as it is read.
    private static final int STAGED_FROM = 1 << 20;

    private final RegistryClient client;
    private final DownloadCache cache;

    Artifacts(RegistryClient client, DownloadCache cache) {
        this.client = Objects.requireNonNull(client);
        this.cache = Objects.requireNonNull(cache);
    }

    /// @param warning for the user, where it is not what the registry has now
    record Content(byte[] bytes, Digest digest, Optional<String> warning) {}

    /// Asks a registry for something whose content may change.
    @FunctionalInterface
    interface Question {
        Optional<TransferAnswer> ask() throws TransferFailed;
    }

    /// {@return what a tag or a digest names; empty when there is nothing}
    Optional<Content> manifest(OciReference reference, String version) throws TransferFailed {
        Optional<Digest> digest = version.startsWith("sha256:") ? Optional.of(new Digest(version.substring(7)))
                : Optional.empty();
        if (digest.isEmpty()) {
            return changing("oci://" + reference.name() + ":" + version, () -> client.manifest(reference, version));
        }
        Optional<byte[]> known = cache.find(digest.get());
        if (known.isPresent()) {
            return Optional.of(new Content(known.get(), digest.get(), Optional.empty()));
        }
        Optional<TransferAnswer> answer = client.manifest(reference, version);
        if (answer.isPresent() && !answer.get().digest().equals(digest.get())) {
            throw wrong("its manifest", digest.get(), answer.get().digest());
        }
        return answer.map(this::kept);
    }

    /// {@return what refers to a manifest; empty when the registry does not know that question}
    Optional<Content> referrers(OciReference reference, Digest manifest) throws TransferFailed {
        return changing("referrers of oci://" + reference.name() + "@" + manifest, () -> client.referrers(reference, manifest));
    }

    /// Who can keep us from a registry can so keep us at an older version, which was here already; hence the warning.
    private Optional<Content> changing(String name, Question question) throws TransferFailed {
        try {
            Optional<Content> content = question.ask().map(this::kept);
            content.ifPresent(each -> cache.remember(name, each.digest(), Optional.empty()));
            return content;
        } catch (TransferFailed failed) {
            Optional<Content> before = failed.isOfTheLine() ? remembered(name, failed) : Optional.empty();
            if (before.isEmpty()) {
                throw failed;
            }
            return before;
        }
    }

    private Optional<Content> remembered(String name, TransferFailed failed) {
        Optional<Remembered> remembered = cache.recall(name);
        return remembered.flatMap(each -> cache.find(each.digest())).map(bytes -> new Content(bytes,
                remembered.get().digest(), Optional.of(name + " " + failed.getMessage() + ". What it was on "
                        + remembered.get().since() + " is used instead: " + remembered.get().digest() + ".")));
    }

    private Content kept(TransferAnswer answer) {
        cache.keep(answer.digest(), answer.body());
        return new Content(answer.body(), answer.digest(), Optional.empty());
    }

    /// {@return bytes of this digest that were here before}
    Optional<byte[]> known(Digest digest) {
        return cache.find(digest);
    }

    /// {@return the bytes of a blob; empty when the registry does not have it}
    ///
    /// @param longest bytes it may have
    /// @param phase what it is: a word for the user
    Optional<byte[]> blob(OciReference reference, Descriptor blob, int longest, String phase, Progress progress)
            throws TransferFailed {
        if (blob.size() > longest) {
            throw new TransferFailed(Kind.REFUSED, "is not loaded: its " + phase + " has " + blob.size()
                    + " bytes, and more than " + longest + " are not fetched");
        }
        Optional<byte[]> known = cache.find(blob.digest());
        if (known.isPresent()) {
            return known;
        }
        try (Arriving arriving = blob.size() < STAGED_FROM ? unstaged(blob) : cache.arriving(blob.digest())) {
            Optional<TransferAnswer> answer = client.blob(reference, blob, "Downloading " + phase, progress, arriving);
            if (answer.isPresent() && !answer.get().digest().equals(blob.digest())) {
                // Once more, from the start: parts of several answers may have been put together.
                arriving.restart();
                answer = client.blob(reference, blob, "Downloading " + phase, progress, arriving);
            }
            if (answer.isPresent() && !answer.get().digest().equals(blob.digest())) {
                arriving.restart();
                throw wrong("its " + phase, blob.digest(), answer.get().digest());
            }
            answer.ifPresent(whole -> arriving.keep(whole.body()));
            return answer.map(TransferAnswer::body);
        }
    }

    private Arriving unstaged(Descriptor blob) {
        return whole -> cache.keep(blob.digest(), whole);
    }

    private static TransferFailed wrong(String what, Digest expected, Digest got) {
        return new TransferFailed(Kind.REFUSED, "is not loaded: " + what + " is not what the registry says it is. "
                + RegistryClient.mismatch(expected.toString(), got));
    }
}
