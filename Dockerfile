# Wassette in a container: docker build -t wassette .
# docs/docker.md says how to use it, and how this file was checked.
#
# The base images are named by tags, so that whoever builds gets their security updates. For builds that can be repeated, name
# them by digest: --build-arg BUILD_IMAGE=maven:3.9-eclipse-temurin-25@sha256:... --build-arg RUN_IMAGE=debian:bookworm-slim@sha256:...
ARG BUILD_IMAGE=docker.io/library/maven:3.9-eclipse-temurin-25
ARG RUN_IMAGE=docker.io/library/debian:bookworm-slim

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
# The cache of linked classes is made below, in the place and with the engine that it is for.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -Pdist -Dwassette.dist.cache=false -Dmaven.test.skip=true -pl bootstrap -am package \
    && mkdir -p /opt/wassette \
    && tar -xzf bootstrap/target/dist/wassette-*-linux-*-with-java.tar.gz --strip-components=1 -C /opt/wassette
# A file or an address to take the current Wasmtime from, if not where its releases are; "none" leaves the one of 2023.
ARG WASMTIME=
RUN mkdir -p /root/.local/share/wassette/runtimes \
    && if [ "$WASMTIME" != none ]; then /opt/wassette/bin/wassette runtime install wasmtime ${WASMTIME:+--from "$WASMTIME"}; fi \
    && chmod -R a+rX /root/.local/share/wassette/runtimes \
    && WASSETTE_START_CACHE=make /opt/wassette/bin/wassette

FROM ${RUN_IMAGE}
LABEL org.opencontainers.image.title="Wassette" \
    org.opencontainers.image.description="An MCP server that runs each tool as a WebAssembly component in a sandbox" \
    org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --uid 1000 --user-group --create-home wassette \
    && cd /home/wassette \
    && install -d -o wassette -g wassette -m 0700 .cache .config .config/wassette .config/wassette/secrets \
        .local .local/share .local/share/wassette .local/share/wassette/components .local/state
# These belong to root: what runs as the user cannot change the program.
COPY --from=build /opt/wassette /opt/wassette
COPY --from=build /root/.local/share/wassette/runtimes /home/wassette/.local/share/wassette/runtimes
COPY --chmod=0755 packaging/docker/wassette-health /usr/local/bin/wassette-health
RUN ln -s /opt/wassette/bin/wassette /usr/local/bin/wassette
ENV HOME=/home/wassette \
    XDG_CACHE_HOME=/home/wassette/.cache \
    XDG_CONFIG_HOME=/home/wassette/.config \
    XDG_DATA_HOME=/home/wassette/.local/share \
    XDG_STATE_HOME=/home/wassette/.local/state \
    WASSETTE_BIND_ADDRESS=0.0.0.0:9001
# A number, so that Kubernetes can tell that it is not root.
USER 1000:1000
WORKDIR /home/wassette
# Compiled code and the record of calls: writable also where the rest is read-only.
VOLUME ["/home/wassette/.cache", "/home/wassette/.local/state"]
EXPOSE 9001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=40s --retries=3 CMD ["wassette-health"]
CMD ["wassette", "serve", "--streamable-http"]
