plugins {
    kotlin("jvm") version "2.2.21"
    application
}

repositories {
    mavenCentral()
}

kotlin {
    jvmToolchain(21)
}

dependencies {
    implementation(project(":quotes"))
    implementation("io.ktor:ktor-server-netty:3.3.3")
    runtimeOnly("ch.qos.logback:logback-classic:1.5.21")
}

application {
    mainClass = "com.example.quotes.AppKt"
    applicationDefaultJvmArgs = listOf("-Dio.ktor.development=false")
}
