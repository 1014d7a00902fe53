rootProject.name = "quotes-all"

include("app", "quotes")
