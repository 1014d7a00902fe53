from fastapi import FastAPI

from app.greeting import greeting

app = FastAPI(title="Greeter")


@app.get("/hello/{name}")
def hello(name: str) -> dict[str, str]:
    return {"message": greeting(name)}
