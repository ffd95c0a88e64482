"""Settings of the site, from the environment and, where there is one, a file `.env`.

Every variable has a default that suits one machine with SQLite; `docs/running.md` names
those that a public site has to set, and `manage.py check --deploy` says what is missing.
"""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

from imroc_ei.sealing.keys import KEY_VARIABLES, read_rings
from imroc_ei.sealing.secret_key import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)

VAR_DIR = env.path("VAR_DIR", BASE_DIR / "var")
VAR_DIR.mkdir(parents=True, exist_ok=True)


def switched_on(name: str) -> bool:
    """Whether the variable `name` says yes. Absent or empty, it says no."""
    return bool(env.str(name, "")) and env.bool(name)


DEBUG = switched_on("DEBUG")
# With made-up data on: its people may sign in, without a second factor, and every page says so.
DEMO = switched_on("DEMO")
SECRET_KEY = env.str("SECRET_KEY", "") or secret_key(VAR_DIR / "secret_key")

SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
_site = urlsplit(SITE_URL)
SERVED_OVER_TLS = _site.scheme == "https"
ALLOWED_HOSTS = [_site.hostname or "localhost", *env.list("ALLOWED_HOSTS", [])]
if ALLOWED_HOSTS[0] == "localhost":
    ALLOWED_HOSTS += ["127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# What people tell us is sealed with these. A public site says them; `docs/running.md` says how.
FEEDBACK_KEYS, FEEDBACK_PEPPERS = read_rings(
    {name: env.str(name, "") for name in KEY_VARIABLES},
    made_in=None if SERVED_OVER_TLS else VAR_DIR / "feedback_keys",
)
# What one look at a code takes. Changing it makes every code that was given out useless.
CODE_MEMORY_KIB = 64 * 1024

INSTALLED_APPS = [
    "imroc_ei.organisation",
    "imroc_ei.people",
    "imroc_ei.notices",
    "aims",
    "steps",
    "library",
    "feedback",
    "imroc_ei.dashboards",
    "imroc_ei.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "django_filters",
    "simple_history",
    "csp",
    "imroc_ei.people.admin_config.OwnersAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "imroc_ei.serving.whole_requests.ReadToEndMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    # Before sessions: behind it, public pages of feedback cannot know who somebody is.
    "feedback.door.middleware.Door",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Asks for signing in, and gives back what was sent without.
    "imroc_ei.pages.again.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "imroc_ei.people.middleware.SecondFactorMiddleware",
    "imroc_ei.people.middleware.FormLimitMiddleware",
    "imroc_ei.people.middleware.OwnPagesMiddleware",
    "imroc_ei.people.middleware.SiteOfPageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "imroc_ei.urls"
WSGI_APPLICATION = "imroc_ei.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "imroc_ei.pages.context.page",
                "feedback.door.context.public",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "house"
CRISPY_TEMPLATE_PACK = "house"
CSRF_FAILURE_VIEW = "imroc_ei.pages.again.answers.csrf_failure"

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # What is deleted is overwritten, so that it cannot be read in the file.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Redis carries cache, rate limits and tasks in production. Without it the database keeps the
# first two, and files carry the tasks (see CELERY_BROKER_URL); while it is away, the database
# keeps them too.
REDIS_URL = env.str("REDIS_URL", "")
REDIS_TIMEOUT_SECONDS = 1
DATABASE_CACHE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "cache",
    # So many that callers cannot push each other's counts out of it.
    "OPTIONS": {"MAX_ENTRIES": 100_000},
}
REDIS_CACHE = {
    "BACKEND": "imroc_ei.serving.cache.RedisOrDatabaseCache",
    "LOCATION": REDIS_URL,
    "OPTIONS": {
        "socket_connect_timeout": REDIS_TIMEOUT_SECONDS,
        "socket_timeout": REDIS_TIMEOUT_SECONDS,
    },
}
CACHES = {"default": REDIS_CACHE if REDIS_URL else DATABASE_CACHE, "spare": DATABASE_CACHE}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["imroc_ei.people.backends.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "me"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# People come by invitation; they sign in by a code sent to their address, or by a password or
# a passkey where they have set one up.
ACCOUNT_ADAPTER = "imroc_ei.people.account_adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
# Nobody signs up by themselves; this says what an account can have.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = str
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
# How long somebody stays signed in is the roles' to say: see `people/sessions.py`.
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {
    # Forms sent by somebody who signed in.
    "form": "120/m/user",
    # An invitation's form, and other forms of ours that anybody may send.
    "invitation": "20/m/ip",
    # Problems with resources that people without an account tell us.
    "library_problem": "20/m/ip",
    # The whole library in one file, which takes seconds to write where it is large.
    "library_whole": "20/m/ip",
}
ACCOUNT_FORMS = {
    "login": "imroc_ei.people.account_forms.PasswordSignInForm",
    "request_login_code": "imroc_ei.people.account_forms.CodeSignInForm",
    "confirm_login_code": "imroc_ei.people.account_forms.ConfirmCodeForm",
    "confirm_password_reset_code": "imroc_ei.people.account_forms.ConfirmResetCodeForm",
    "confirm_email_verification_code": "imroc_ei.people.account_forms.ConfirmAddressForm",
    "reset_password": "imroc_ei.people.account_forms.ResetPasswordForm",
    "reset_password_from_key": "imroc_ei.people.account_forms.NewPasswordForm",
    "change_password": "imroc_ei.people.account_forms.ChangePasswordForm",
    "set_password": "imroc_ei.people.account_forms.SetPasswordForm",
    "add_email": "imroc_ei.people.account_forms.ChangeAddressForm",
    "reauthenticate": "imroc_ei.people.account_forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "imroc_ei.people.account_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A code from an app is taken a half minute early or late: clocks differ.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "imroc_ei.people.second_factor_forms.AuthenticateForm",
    "reauthenticate": "imroc_ei.people.second_factor_forms.ReauthenticateForm",
    "activate_totp": "imroc_ei.people.second_factor_forms.ActivateAppForm",
    "add_webauthn": "imroc_ei.people.second_factor_forms.AddPasskeyForm",
    "authenticate_webauthn": "imroc_ei.people.second_factor_forms.UsePasskeyForm",
    "login_webauthn": "imroc_ei.people.second_factor_forms.PasskeySignInForm",
    "reauthenticate_webauthn": "imroc_ei.people.second_factor_forms.ConfirmPasskeyForm",
    "edit_webauthn": "imroc_ei.people.second_factor_forms.RenamePasskeyForm",
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SERVED_OVER_TLS
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
SECURE_SSL_REDIRECT = SERVED_OVER_TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SERVED_OVER_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SERVED_OVER_TLS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if switched_on("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The address that rate limits count by is the one that the proxy saw.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "imroc_ei" / "locale"]
FORMAT_MODULE_PATH = ["imroc_ei.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", VAR_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = env.path("MEDIA_ROOT", VAR_DIR / "files")
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
FILE_UPLOAD_HANDLERS = ["imroc_ei.uploads.files.BoundedUploadHandler"]
# Room for the longest texts that a form answers with a sentence of its own.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "imroc_ei.serving.static_storage.StaticStorage"},
}

EMAIL_CONFIG = env.dj_email_url("EMAIL_URL", "console:")
vars().update({key: value for key, value in EMAIL_CONFIG.items() if key.startswith("EMAIL_")})
# A server that does not answer must not hold a worker for longer than this.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 20)
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "Equity and inclusion <no-reply@localhost>")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Scheduled jobs. Redis carries them where there is one, else files under VAR_DIR.
SCHEDULE_SECONDS = env.int("SCHEDULE_SECONDS", 60)
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SOFT_TIME_LIMIT = 270
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    # Longer than any task may take: what a killed worker had in hand comes back after it.
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {"visibility_timeout": 900}
else:
    CELERY_BROKER_URL = "filesystem://"
    _broker = VAR_DIR / "broker"
    for _folder in (_broker / "queue", _broker / "control"):
        _folder.mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker / "queue"),
        "data_folder_out": str(_broker / "queue"),
        "control_folder": str(_broker / "control"),
        "store_processed": False,
    }

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "imroc_ei.serving.logs.WithoutNames",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # Django's own handlers would write a second time, and past our formatter.
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
    },
}
