package dev.wassette.domain.policy;

import java.util.List;

/// What `defaults: true` in a policy stands for: registries, version control, clouds, models, content delivery and
/// documentation that developers commonly use (contract F.1). Whoever writes it trusts all of them, and everybody who
/// can put something there.
public final class CommonHosts {
    private static final List<String> HOSTS = List.of(
            "crates.io", "index.crates.io", "static.crates.io", "registry.npmjs.org", "registry.yarnpkg.com",
            "pypi.org", "files.pythonhosted.org", "rubygems.org", "repo.maven.apache.org", "repo1.maven.org",
            "api.nuget.org", "proxy.golang.org", "sum.golang.org", "packagist.org",
            "github.com", "*.github.com", "raw.githubusercontent.com", "actions.githubusercontent.com",
            "objects.githubusercontent.com", "gitlab.com", "*.gitlab.com", "bitbucket.org", "*.bitbucket.org",
            "*.amazonaws.com", "*.googleapis.com", "*.google.com", "*.azure.com", "*.azurewebsites.net",
            "*.blob.core.windows.net", "cloudflare.com", "*.cloudflare.com",
            "docker.io", "*.docker.io", "ghcr.io", "quay.io", "*.quay.io", "gcr.io", "*.gcr.io", "*.pkg.dev",
            "*.openai.com", "api.anthropic.com", "*.anthropic.com", "api.cohere.ai", "*.cohere.ai",
            "huggingface.co", "*.huggingface.co",
            "*.jsdelivr.net", "unpkg.com", "*.fastly.net", "*.akamaized.net", "*.edgecastcdn.net",
            "docs.rs", "readthedocs.io", "*.readthedocs.io", "readthedocs.org", "*.readthedocs.org",
            "circleci.com", "*.circleci.com");

    private CommonHosts() {}

    /// {@return the entries, as a policy would list them}
    public static List<NetworkPermission> all() {
        return HOSTS.stream().<NetworkPermission>map(NetworkPermission.Host::new).toList();
    }
}
