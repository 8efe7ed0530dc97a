use super::{Service, how};

/// An image of nothing but the program and the built folder.
pub fn image(service: &Service) -> String {
    let Service { base, port, .. } = service;
    let how = how("containerfile");
    format!(
        "# {how}\n\
         #\n\
         # Beside it: `complaints`, a static program, and the built folder `dist`. To build such a program:\n\
         #   rustup target add x86_64-unknown-linux-musl        (and on Debian: apt-get install musl-tools)\n\
         #   cargo build --release --locked --target x86_64-unknown-linux-musl\n\
         #\n\
         #   podman build --tag complaints .\n\
         #   podman run --detach --name complaints --restart=always --read-only --cap-drop=all \\\n\
         #     --security-opt=no-new-privileges --volume complaints-data:/data:U --publish 127.0.0.1:{port}:{port} complaints\n\
         #   podman exec complaints /complaints inbox --data /data list\n\
         #\n\
         # With docker, the volume is made the user's once: docker run --rm --volume complaints-data:/data \\\n\
         #   debian:stable-slim chown 65532:65532 /data\n\
         # Whether it works: http://127.0.0.1:{port}/healthz\n\
         FROM scratch\n\
         COPY --chmod=0555 complaints /complaints\n\
         COPY dist /dist\n\
         USER 65532:65532\n\
         VOLUME /data\n\
         EXPOSE {port}\n\
         STOPSIGNAL SIGTERM\n\
         ENTRYPOINT [\"/complaints\"]\n\
         CMD [\"serve\", \"--host\", \"0.0.0.0\", \"--port\", \"{port}\", \"--base\", \"{base}\", \"--dist\", \"/dist\", \"--data\", \"/data\", \"--trust-proxy\"]\n"
    )
}
