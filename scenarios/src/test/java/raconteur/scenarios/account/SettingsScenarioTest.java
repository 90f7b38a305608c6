package raconteur.scenarios.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsScenarioTest {
    @Test
    void whatOneChoseIsThereOnEveryDeviceAndTheServerSpeaksThatLanguage(@TempDir Path folder) throws Exception {
        try (var house = House.open(folder, Map.of())) {
            house.operator();
            var ada = house.member("Ada");
            var eve = house.member("Eve");
            assertThat(ada.get("/api/me/settings").expect(200).body()).isEqualTo("{\"language\":null,\"version\":0}");

            var put = ada.send("PUT", "/api/me/settings", """
                    {"language": "zh", "theme": "dark", "nested": {"a": [1, true, null]}, "version": 0}""").expect(200);

            assertThat(put.json().path("version").asInt()).isEqualTo(1);
            assertThat(ada.get("/api/me/settings").body()).isEqualTo(put.body());
            assertThat(ada.delete("/api/me/devices/x").expect(404).text("message"))
                    .contains("没有找到");
            assertThat(eve.get("/api/me/settings").body()).isEqualTo("{\"language\":null,\"version\":0}");
            ada.send("PUT", "/api/me/settings", "{\"version\": 0}").expect(409);
            ada.with("If-Match", "\"0\"").send("PUT", "/api/me/settings", "{}").expect(409);
            ada.send("PUT", "/api/me/settings", "{\"language\": \"tlh\"}").expect(422);
            ada.send("PUT", "/api/me/settings", "{\"version\": \"1\"}").expect(422);
            ada.send("PUT", "/api/me/settings", "{\"x\": \"" + "x".repeat(20_000) + "\"}")
                    .expect(422);
            ada.send("PUT", "/api/me/settings", "{\"x\": \"a\\u0000b\"}").expect(400);
            ada.send("PUT", "/api/me/settings", "[]").expect(422);
            ada.send("PUT", "/api/me/settings", "{\"language\": null}").expect(200);
            house.visitor().get("/api/me/settings").expect(401);
        }
    }
}
