# A service in Java, built with Maven. The first run of
# Maven needs the list of dependencies only; the runtime
# image has neither Maven nor a compiler.
FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src

COPY pom.xml .
RUN mvn --batch-mode dependency:go-offline

COPY src ./src
RUN mvn --batch-mode package -DskipTests

FROM eclipse-temurin:21-jre
WORKDIR /app
COPY --from=build /src/target/shop.jar shop.jar
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "shop.jar"]
