# The sandbox as an image: one binary on a distroless base. docs/how-to/sandbox.md says how it is used.

FROM rust:1.95-slim-trixie AS build
# gcc and cmake build the C code of SQLite and of the TLS library.
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev cmake \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cargo build --release --locked -p nahtlos-cli --bin nahtlos \
    && strip target/release/nahtlos

# Debian 13, as the stage above: the same C library.
FROM gcr.io/distroless/cc-debian13:nonroot
COPY --from=build /src/target/release/nahtlos /usr/local/bin/nahtlos
COPY LICENSE-APACHE LICENSE-MIT /usr/share/doc/nahtlos/
# Nothing is written with --ephemeral; a center that keeps its data wants a volume and --database.
EXPOSE 8080
ENTRYPOINT ["/usr/local/bin/nahtlos"]
CMD ["serve", "--sandbox", "--ephemeral", "--listen", "0.0.0.0:8080"]
