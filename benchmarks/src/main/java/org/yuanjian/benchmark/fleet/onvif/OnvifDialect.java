package org.yuanjian.benchmark.fleet.onvif;

import java.time.Duration;

/// How the cameras of a maker speak ONVIF, by number alone, so that every fleet is the same. The
/// makers are invented.
///
/// @param maker what it calls itself
/// @param soap11 whether it knows SOAP 1.1 only
/// @param services whether it knows GetServices; else GetCapabilities only
/// @param media2 how much of Media2 is there
/// @param signIn how requests are signed in
/// @param clockAhead how far its clock is off
/// @param told which address it tells of itself
/// @param snapshot whether it makes pictures
/// @param undeclared whether it uses prefixes that it never declared
public record OnvifDialect(
        String maker,
        boolean soap11,
        boolean services,
        Media2 media2,
        SignIn signIn,
        Duration clockAhead,
        Told told,
        boolean snapshot,
        boolean undeclared) {
    private static final Duration CHINA = Duration.ofHours(8);
    private static final int DIALECTS = 8;

    /// How much of Media2 there is.
    public enum Media2 {
        NONE,
        /// Profiles without configurations, and no addresses.
        HALF,
        FULL
    }

    /// How requests are signed in.
    public enum SignIn {
        HTTP,
        TOKEN,
        /// Challenges by HTTP, but takes tokens only.
        TOKEN_THOUGH_CHALLENGED
    }

    /// The address it tells.
    public enum Told {
        RIGHT,
        LOOPBACK,
        PRIVATE,
        WRONG_PORT
    }

    /// Of the camera of this number, from 1.
    public static OnvifDialect of(int number) {
        return switch ((number - 1) % DIALECTS) {
            case 0 -> dialect("Beichen", Media2.FULL, SignIn.HTTP, Told.RIGHT);
            case 1 -> dialect("Yunling", Media2.NONE, SignIn.TOKEN, Told.RIGHT).ahead(CHINA);
            case 2 -> dialect("Haitu", Media2.NONE, SignIn.TOKEN, Told.PRIVATE).withoutServices();
            case 3 -> dialect("Lanjing", Media2.FULL, SignIn.HTTP, Told.RIGHT);
            case 4 -> dialect("Qiushi", Media2.NONE, SignIn.TOKEN, Told.RIGHT).old();
            case 5 -> dialect("Beichen", Media2.HALF, SignIn.HTTP, Told.LOOPBACK);
            case 6 ->
                    dialect("Tianmu", Media2.NONE, SignIn.TOKEN_THOUGH_CHALLENGED, Told.WRONG_PORT);
            default -> dialect("Lanjing", Media2.FULL, SignIn.TOKEN, Told.RIGHT).withUndeclared();
        };
    }

    private static OnvifDialect dialect(String maker, Media2 media2, SignIn signIn, Told told) {
        return new OnvifDialect(
                maker, false, true, media2, signIn, Duration.ZERO, told, true, false);
    }

    private OnvifDialect ahead(Duration clock) {
        return new OnvifDialect(
                maker, soap11, services, media2, signIn, clock, told, snapshot, undeclared);
    }

    /// The same with a clock that shows the time of China as UTC.
    public OnvifDialect withLocalClock() {
        return ahead(CHINA);
    }

    /// The same, but one that knows GetCapabilities only.
    public OnvifDialect withoutServices() {
        return new OnvifDialect(
                maker, soap11, false, media2, signIn, clockAhead, told, snapshot, undeclared);
    }

    /// The same with the firmware of long ago.
    public OnvifDialect old() {
        return new OnvifDialect(
                maker, true, false, Media2.NONE, SignIn.TOKEN, clockAhead, told, false, undeclared);
    }

    /// The same, but one that uses prefixes it never declared.
    public OnvifDialect withUndeclared() {
        return new OnvifDialect(
                maker, soap11, services, media2, signIn, clockAhead, told, snapshot, true);
    }

    /// The same, but one that tells other addresses of itself.
    public OnvifDialect telling(Told others) {
        return new OnvifDialect(
                maker, soap11, services, media2, signIn, clockAhead, others, snapshot, undeclared);
    }

    /// The same with half of Media2.
    public OnvifDialect withHalfMedia2() {
        return new OnvifDialect(
                maker,
                soap11,
                services,
                Media2.HALF,
                signIn,
                clockAhead,
                told,
                snapshot,
                undeclared);
    }

    /// The same, but signed in to another way.
    public OnvifDialect signedInBy(SignIn other) {
        return new OnvifDialect(
                maker, soap11, services, media2, other, clockAhead, told, snapshot, undeclared);
    }

    /// The same, but one that makes no pictures.
    public OnvifDialect withoutSnapshots() {
        return new OnvifDialect(
                maker, soap11, services, media2, signIn, clockAhead, told, false, undeclared);
    }
}
