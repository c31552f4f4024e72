# The portal's image: web, worker, beat and the one-shot migration are the same image with other commands.
FROM python:3.11-slim-bookworm AS build
WORKDIR /portal
COPY requirements-production.lock ./
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements-production.lock

FROM python:3.11-slim-bookworm
# Pango and harfbuzz lay out PDF documents; the fonts stand in for letters that the portal's own font lacks.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core fonts-liberation \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin portal \
    && install -d -o portal -g portal /data /data/media /portal/static-collected
COPY --from=build /venv /venv
WORKDIR /portal
COPY --chown=root:root . .
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PORTAL_MODE=production \
    PORTAL_VAR=/data \
    PORTAL_STATIC_ROOT=/portal/static-collected
# Collecting files needs settings, not servers: these values reach nothing and stay in this step.
RUN PORTAL_BASE_URL=https://build.invalid PORTAL_SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(50))') \
    DATABASE_URL=postgres://build.invalid/none REDIS_URL=redis://build.invalid/0 \
    python manage.py collectstatic --noinput
USER portal
EXPOSE 8000
CMD ["gunicorn", "ltd_portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "8", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
