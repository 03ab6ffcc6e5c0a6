package org.yuanjian.camera.health;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.store.SqlStore;

/// A registry with two sites: A with three points, B with one.
final class HealthLists {
    static final String A1 = "44023201021326000001";
    static final String A2 = "44023201021326000002";
    static final String A3 = "44023201021326000003";
    static final String B1 = "44023201021326000004";

    private static final String KEY = CredentialVault.freshKey("k1");

    private HealthLists() {}

    static CredentialVault vault() {
        return new CredentialVault(() -> KEY);
    }

    static PointRegistry registry(SqlStore sql, Path folder) throws Exception {
        PointRegistry registry = new PointRegistry(sql, vault(), InstantSource.system());
        registry.takeRegions(
                Files.writeString(
                        folder.resolve("regions.csv"),
                        """
                        code,name,parent,level
                        440000,广东省,,province
                        440200,韶关市,440000,city
                        440232,乳源瑶族自治县,440200,county
                        """));
        String head = "code,name,place,site,site_kind,region,address,user,password,main_path\n";
        StringBuilder list = new StringBuilder(head);
        int i = 0;
        for (String code : new String[] {A1, A2, A3, B1}) {
            i++;
            list.append(
                    "%s,点%d,gate,%s,office,440232,10.0.0.%d,u,p,/main%n"
                            .formatted(code, i, code.equals(B1) ? "乙所" : "甲所", i));
        }
        registry.importPoints("list", list.toString().getBytes(StandardCharsets.UTF_8), false);
        return registry;
    }
}
