package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Points by the JSON interface: looked at, changed, imported, exported.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PointListTest {
    private static final String CODE = "44010301021326000001";
    private static final String NEW = "44010301021326009999";
    private static final String ROW =
            """
            {"name":"新窗口","place":"counter","site":"广州市社区矫正管理局","site_kind":"city_agency",
             "region":"440103","address":"10.9.8.7","user":"chief","password":"p@ss: 密码",
             "main_path":"/main"}
            """;

    @TempDir static Path data;
    private RunningConsole console;

    @BeforeAll
    void start() {
        console = new RunningConsole(data);
    }

    @AfterAll
    void stop() {
        console.close();
    }

    @BeforeEach
    void signIn() throws Exception {
        console.forgetCookies();
        console.signIn();
    }

    private JsonNode get(String path) throws Exception {
        return RunningConsole.json(console.call("GET", path, null));
    }

    @Test
    void put_newPoint_isInTheTreeAndNeverShowsItsPassword() throws Exception {
        HttpResponse<String> put = console.call("PUT", "/api/points/" + NEW, ROW);
        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(RunningConsole.json(put).get("added").asInt()).isOne();
        assertThat(console.call("GET", "/api/points", null).body()).contains(NEW);

        HttpResponse<String> point = console.call("GET", "/api/points/" + NEW, null);
        JsonNode device = RunningConsole.json(point).get("device");
        assertThat(device.get("host").asString()).isEqualTo("10.9.8.7");
        assertThat(device.get("rtspPort").asInt()).isEqualTo(554);
        assertThat(device.get("hasPassword").asBoolean()).isTrue();
        assertThat(point.body()).doesNotContain("p@ss");
        assertThat(console.call("GET", "/api/points/export", null).body())
                .contains("10.9.8.7")
                .doesNotContain("p@ss");

        assertThat(console.call("DELETE", "/api/points/" + NEW, null).statusCode()).isEqualTo(204);
        assertThat(console.call("GET", "/api/points/" + NEW, null).statusCode()).isEqualTo(404);
        assertThat(console.call("POST", "/api/points/" + NEW + "/restore", null).statusCode())
                .isEqualTo(204);
        assertThat(get("/api/points/" + NEW).get("name").asString()).isEqualTo("新窗口");
    }

    @Test
    void tree_notedLocations_areThereToAMetreAndOthersLeftOut() throws Exception {
        String other = NEW.replace("9999", "9997");
        String row = ROW.replace("新窗口", "侧门").replace("10.9.8.7", "10.9.8.6");
        String noted = "\"longitude\":\"113.264321987\",\"latitude\":\"23\",\"name\"";
        console.call("PUT", "/api/points/" + other, row.replace("\"name\"", noted));
        assertThat(inTree(other).get("longitude").asDouble()).isEqualTo(113.26432);
        assertThat(inTree(other).get("latitude").asDouble()).isEqualTo(23);

        String forgotten = "{\"longitude\":\"\",\"latitude\":\"\"}";
        console.call("PUT", "/api/points/" + other, forgotten);
        assertThat(inTree(other).has("longitude")).isFalse();
        assertThat(inTree(other).has("latitude")).isFalse();
    }

    private JsonNode inTree(String code) throws Exception {
        return get("/api/points")
                .get("sites")
                .valueStream()
                .flatMap(site -> site.get("points").valueStream())
                .filter(point -> point.get("code").asString().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void import_export_changesNothing() throws Exception {
        String list = console.call("GET", "/api/points/export?region=440103", null).body();
        HttpResponse<String> taken = console.call("POST", "/api/points/import?file=x.csv", list);
        assertThat(taken.statusCode()).isEqualTo(200);
        JsonNode view = RunningConsole.json(taken);
        assertThat(view.get("unchanged").asInt()).isGreaterThan(10);
        assertThat(view.get("changed").asInt() + view.get("added").asInt()).isZero();
    }

    @Test
    void import_badRow_isExplainedAndChangesNothing() throws Exception {
        String list = "code,name\n" + CODE + ",\n" + NEW.replace("9999", "9998") + ",x\n";
        HttpResponse<String> dry = console.call("POST", "/api/points/import?dryRun=true", list);
        assertThat(dry.statusCode()).isEqualTo(200);
        JsonNode problems = RunningConsole.json(dry).get("problems");
        assertThat(problems.size()).isEqualTo(2);
        assertThat(problems.get(0).get("row").asInt()).isEqualTo(2);
        assertThat(problems.get(0).get("kind").asString()).isEqualTo("EMPTY");
        assertThat(problems.get(1).get("kind").asString()).isEqualTo("INCOMPLETE");
        HttpResponse<String> real = console.call("POST", "/api/points/import", list);
        assertThat(real.statusCode()).isEqualTo(422);
        assertThat(get("/api/points/" + CODE).get("name").asString()).isEqualTo("接待窗口");
    }

    @Test
    void export_workbook_isOne() throws Exception {
        HttpResponse<String> book =
                console.call("GET", "/api/points/export?format=xlsx&region=440103", null);
        assertThat(book.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"points.xlsx\"");
        assertThat(book.body()).startsWith("PK");
        assertThat(console.call("GET", "/api/points/export?format=pdf", null).statusCode())
                .isEqualTo(400);
    }

    @Test
    void probe_addressOutsideTheNetworks_saysSo() throws Exception {
        HttpResponse<String> answer =
                console.call("POST", "/api/devices/probe", "{\"host\":\"127.0.0.1\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode first = RunningConsole.json(answer).get("steps").get(0);
        assertThat(first.get("name").asString()).isEqualTo("reach");
        assertThat(first.get("problem").asString()).isEqualTo("notAllowed");
    }
}
