{
  description = "MCP server that runs each tool as a WebAssembly component in a sandbox";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      version = "@VERSION@";
      archives = {
        x86_64-linux = { platform = "linux-x86_64"; hash = "@SRI:linux-x86_64.tar.gz@"; };
        aarch64-linux = { platform = "linux-aarch64"; hash = "@SRI:linux-aarch64.tar.gz@"; };
        x86_64-darwin = { platform = "macos-x86_64"; hash = "@SRI:macos-x86_64.tar.gz@"; };
        aarch64-darwin = { platform = "macos-aarch64"; hash = "@SRI:macos-aarch64.tar.gz@"; };
      };
      package = system: archive:
        let
          pkgs = nixpkgs.legacyPackages.${system};
          lib = nixpkgs.lib;
          # The engine inside the program is a library for the C library of GNU, and needs its companion of GCC.
          libraries = lib.optionalString pkgs.stdenv.hostPlatform.isLinux
            "--prefix LD_LIBRARY_PATH : ${lib.makeLibraryPath [ pkgs.stdenv.cc.cc.lib ]}";
        in
        pkgs.stdenvNoCC.mkDerivation {
          pname = "wassette";
          inherit version;
          src = pkgs.fetchurl {
            url = "@DOWNLOADS@/wassette-${version}-${archive.platform}.tar.gz";
            hash = archive.hash;
          };
          nativeBuildInputs = [ pkgs.makeWrapper ];
          dontBuild = true;
          installPhase = ''
            runHook preInstall
            mkdir -p $out/libexec/wassette $out/bin
            cp -r . $out/libexec/wassette
            makeWrapper $out/libexec/wassette/bin/wassette $out/bin/wassette \
              --set-default JAVA_HOME ${pkgs.jdk25_headless.home} ${libraries}
            ln -s $out/libexec/wassette/share $out/share
            runHook postInstall
          '';
          meta = {
            description = "MCP server that runs each tool as a WebAssembly component in a sandbox";
            homepage = "@REPOSITORY@";
            license = lib.licenses.asl20;
            mainProgram = "wassette";
            platforms = builtins.attrNames archives;
          };
        };
    in
    {
      packages = builtins.mapAttrs
        (system: archive: rec {
          wassette = package system archive;
          default = wassette;
        })
        archives;
    };
}
