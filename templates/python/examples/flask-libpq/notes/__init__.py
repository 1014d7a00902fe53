import psycopg2
from flask import Flask


def create_app() -> Flask:
    app = Flask(__name__)

    @app.get("/")
    def index() -> dict[str, object]:
        return {"message": "notes", "libpq": psycopg2.extensions.libpq_version() // 10000}

    return app
