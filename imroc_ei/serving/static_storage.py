from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files; imports between JavaScript modules are rewritten too."""

    support_js_module_import_aggregation = True
