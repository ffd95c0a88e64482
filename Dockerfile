# One image for web, worker and beat; the command says which. docs/running.md says how.

FROM python:3.11-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.lock /tmp/requirements.lock
RUN /opt/venv/bin/pip install --require-hashes --only-binary :all: -r /tmp/requirements.lock

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    VAR_DIR=/var/lib/equity \
    STATIC_ROOT=/srv/static
RUN useradd --system --uid 10001 --home-dir /var/lib/equity --create-home equity
COPY --from=packages /opt/venv /opt/venv
COPY manage.py /srv/app/manage.py
COPY imroc_ei /srv/app/imroc_ei
COPY aims /srv/app/aims
COPY steps /srv/app/steps
COPY library /srv/app/library
COPY feedback /srv/app/feedback
COPY templates /srv/app/templates
COPY static /srv/app/static
WORKDIR /srv/app
# The key is for this one command, which signs nothing.
RUN SECRET_KEY=collectstatic VAR_DIR=/tmp/build python manage.py collectstatic --no-input
USER equity
VOLUME /var/lib/equity
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-m", "imroc_ei.serving.alive"]
CMD ["gunicorn", "--config", "python:imroc_ei.serving.gunicorn", "imroc_ei.wsgi"]
