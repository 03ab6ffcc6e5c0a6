package org.yuanjian.benchmark.fleet;

import java.security.SecureRandom;

/// Name and password of the one user of a camera, made anew at each start.
record CameraCredentials(String user, String password) {
    private static final String PLAIN = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
    private static final String[] ODD = {"@", ":", "/", "%", "?", "&", "#", "+", "密码", "远", " "};
    private static final int LENGTH = 14;

    /// Every fourth password holds characters that a URL would not forgive, every ninth user has a
    /// Chinese name, every eleventh an `@` in it. No colon in names: Basic cannot carry it (RFC
    /// 7617 §2).
    static CameraCredentials random(int number, SecureRandom random) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            password.append(PLAIN.charAt(random.nextInt(PLAIN.length())));
        }
        if (number % 4 == 2) {
            for (int i = 0; i < 4; i++) {
                String odd = ODD[random.nextInt(ODD.length)];
                password.insert(1 + random.nextInt(LENGTH - 1), odd);
            }
        }
        String user = number % 9 == 4 ? "管理员" : number % 11 == 6 ? "view@site%2F" : "viewer";
        return new CameraCredentials(user, password.toString());
    }

    @Override
    public String toString() {
        return "CameraCredentials";
    }
}
