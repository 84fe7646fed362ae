# Homebrew: brew tap OWNER/wassette URL-OF-THIS-REPOSITORY, then brew install wassette
class Wassette < Formula
  desc "MCP server that runs each tool as a WebAssembly component in a sandbox"
  homepage "@REPOSITORY@"
  version "@VERSION@"
  license "Apache-2.0"

  depends_on "openjdk@25"

  on_macos do
    on_arm do
      url "@DOWNLOADS@/wassette-@VERSION@-macos-aarch64.tar.gz"
      sha256 "@SHA256:macos-aarch64.tar.gz@"
    end
    on_intel do
      url "@DOWNLOADS@/wassette-@VERSION@-macos-x86_64.tar.gz"
      sha256 "@SHA256:macos-x86_64.tar.gz@"
    end
  end

  on_linux do
    on_arm do
      url "@DOWNLOADS@/wassette-@VERSION@-linux-aarch64.tar.gz"
      sha256 "@SHA256:linux-aarch64.tar.gz@"
    end
    on_intel do
      url "@DOWNLOADS@/wassette-@VERSION@-linux-x86_64.tar.gz"
      sha256 "@SHA256:linux-x86_64.tar.gz@"
    end
  end

  def install
    libexec.install Dir["*"]
    # The path that stays when another version is installed.
    (bin/"wassette").write_env_script opt_libexec/"bin/wassette", Language::Java.overridable_java_home_env("25")
    man1.install libexec/"share/man/man1/wassette.1"
    bash_completion.install libexec/"share/bash-completion/completions/wassette"
    zsh_completion.install libexec/"share/zsh/site-functions/_wassette"
    fish_completion.install libexec/"share/fish/vendor_completions.d/wassette.fish"
  end

  test do
    assert_match "wassette #{version}", shell_output("#{bin}/wassette --version")
    request = '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},' \
              '"clientInfo":{"name":"brew","version":"1"}}}'
    assert_match '"serverInfo"', pipe_output("#{bin}/wassette serve --stdio", "#{request}\n")
  end
end
