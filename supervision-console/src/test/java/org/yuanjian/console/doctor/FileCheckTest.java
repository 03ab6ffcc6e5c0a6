package org.yuanjian.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.yuanjian.console.setting.YuanjianSettings;

class FileCheckTest {
    @TempDir Path folder;

    private List<String> found(String place) throws Exception {
        Path data = folder.resolve("data");
        if (Files.isDirectory(folder.resolve("data"))) {
            mode(data, "rwx------");
        }
        YuanjianSettings settings =
                new Binder(
                                new MapConfigurationPropertySource(
                                        Map.of("yuanjian.data", data.toString())))
                        .bindOrCreate("yuanjian", Bindable.of(YuanjianSettings.class));
        return new FileCheck(
                        settings, name -> name.equals("yuanjian.ledger.second-place") ? place : "")
                .findings().stream().map(Finding::toString).toList();
    }

    private static void mode(Path file, String mode) throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void findings_noFolderYet_areFew() throws Exception {
        assertThat(found("")).anyMatch(line -> line.startsWith("NOTE there is no "));
    }

    @Test
    void findings_keyOthersMayRead_isNamedWithTheCure() throws Exception {
        Files.createDirectory(folder.resolve("data"));
        Path key = Files.writeString(folder.resolve("data/vault.key"), "k1 x");
        mode(key, "rw-r-----");

        assertThat(found("https://elsewhere.example/heads"))
                .contains("BAD others may look into " + key + ": chmod 600 " + key)
                .anyMatch(line ->
                        line.endsWith("MiB are free for records") || line.startsWith("BAD"));

        mode(key, "rw-------");
        assertThat(found("https://elsewhere.example/heads"))
                .contains("OK keys are this user's own")
                .contains("OK heads of the ledger go to https://elsewhere.example/heads");
    }

    @Test
    void findings_secondPlace_hasToBeAnother() throws Exception {
        Files.createDirectory(folder.resolve("data"));
        Path beside = Files.createDirectory(folder.resolve("beside"));

        assertThat(found("")).anyMatch(line -> line.startsWith("BAD the ledger has no second"));
        assertThat(found(beside.toString()))
                .anyMatch(line -> line.contains("is on the disk of the records"));
        assertThat(found("file://" + beside))
                .anyMatch(line -> line.contains("is on the disk of the records"));
        assertThat(found(folder.resolve("none").toString()))
                .anyMatch(line -> line.contains("cannot be reached"));
        assertThat(found("s3://user:secret@bucket/heads?key=secret"))
                .contains("OK heads of the ledger go to s3://bucket/heads");
    }
}
