package org.yuanjian.camera.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.camera.table.Table;
import org.yuanjian.camera.table.TableException;

/// Knows every region, site, device and video point. Answers from memory; what changes is in the
/// database first. Safe from any thread.
public final class PointRegistry {
    private final PointStore store;
    private final PointImport.Sealing sealing;
    private final List<Consumer<PointList>> listeners = new CopyOnWriteArrayList<>();
    private volatile Snapshot now = new Snapshot(-1, PointList.EMPTY);

    private record Snapshot(long version, PointList list) {}

    public PointRegistry(SqlStore sql, CredentialVault vault, InstantSource clock) {
        this.store = new PointStore(sql, clock);
        this.sealing = new VaultSealing(vault, new TimeOrderedIds(clock));
        refresh();
    }

    /// Everything as it was when this process last looked.
    public PointList list() {
        return now.list();
    }

    /// Has somebody told of every change from now on, on the thread that learns of it.
    public void onChange(Consumer<PointList> listener) {
        listeners.add(listener);
    }

    /// Looks whether the registry changed, here or by another process.
    ///
    /// @return whether it did
    public synchronized boolean refresh() {
        long version = store.version();
        if (version == now.version()) {
            return false;
        }
        PointList list = store.read();
        now = new Snapshot(version, list);
        listeners.forEach(listener -> listener.accept(list));
        return true;
    }

    /// Whether these are the regions that are known.
    public boolean knowsRegions(Path file) throws TableException {
        return List.copyOf(list().regions()).equals(List.copyOf(RegionFile.read(file).values()));
    }

    /// Takes over the list of regions.
    public void takeRegions(Path file) throws TableException {
        store.takeRegions(RegionFile.read(file).values());
        refresh();
    }

    /// Whether this list of points is the one that was taken over last under this name.
    public boolean hasTaken(String name, Path file) {
        return store.taken(name).filter(sha256(file)::equals).isPresent();
    }

    /// Takes over a list of points, unless it is the one that was taken over last under this name:
    /// what people changed since then stays.
    ///
    /// @throws TableException if it cannot be used; then nothing has changed
    public void takePoints(String name, Path file) throws TableException {
        String hash = sha256(file);
        if (hasTaken(name, file)) {
            return;
        }
        ImportPlan plan = importPoints(PointColumns.read(file), _ -> true, false);
        if (!plan.problems().isEmpty()) {
            throw new TableException(plan.file(), plan.problems());
        }
        store.setTaken(name, hash);
    }

    private static String sha256(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            // Reading it as a list says what is wrong.
            return "";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Finds out what a list would change and, unless it is a dry run or has a problem, changes it:
    /// all of it or nothing.
    ///
    /// @param name of the file, for messages
    /// @throws TableException if it is no list of points at all
    public ImportPlan importPoints(String name, byte[] bytes, boolean isDryRun)
            throws TableException {
        return importPoints(name, bytes, _ -> true, isDryRun);
    }

    /// The same for who may not keep all points: a device that shows another one besides is no
    /// longer theirs to change.
    ///
    /// @param own points that are theirs
    public ImportPlan importPoints(
            String name, byte[] bytes, Predicate<VideoPoint> own, boolean isDryRun)
            throws TableException {
        return importPoints(PointColumns.read(name, bytes), own, isDryRun);
    }

    /// Adds a point or changes one, as a row of a list does.
    ///
    /// @param values by the columns of a list of points; `code` is overwritten
    /// @param own points of who does it
    public ImportPlan put(String code, Map<String, String> values, Predicate<VideoPoint> own) {
        return importPoints(row(code, values), own, false);
    }

    /// What [#put] would do.
    public ImportPlan plan(String code, Map<String, String> values, Predicate<VideoPoint> own) {
        return importPoints(row(code, values), own, true);
    }

    private static Table row(String code, Map<String, String> values) {
        Map<String, String> row = new HashMap<>(values);
        row.put(PointColumns.CODE, code);
        return Table.ofRow(code, row);
    }

    private ImportPlan importPoints(Table table, Predicate<VideoPoint> own, boolean isDryRun) {
        if (isDryRun) {
            return PointImport.plan(store.read(), table, sealing, own);
        }
        ImportPlan plan = store.apply(list -> PointImport.plan(list, table, sealing, own));
        refresh();
        return plan;
    }

    /// Keeps what devices told of themselves; paths that are known stay as they are.
    public void learn(List<LearnedDevice> devices) {
        if (!devices.isEmpty()) {
            store.learn(devices);
            refresh();
        }
    }

    /// Has every password wrapped by the vault's current key; none is opened.
    ///
    /// @return how many were wrapped by another
    public int rewrap(CredentialVault vault) {
        int rewrapped =
                store.rewrap(sealed -> vault.isCurrent(sealed) ? sealed : vault.rewrap(sealed));
        refresh();
        return rewrapped;
    }

    /// Puts a point out of use; its history stays, and so does its code.
    ///
    /// @return whether it was in use
    public boolean retire(String code) {
        boolean done = store.retire(code, true);
        refresh();
        return done;
    }

    /// Undoes [#retire].
    public boolean restore(String code) {
        boolean done = store.retire(code, false);
        refresh();
        return done;
    }
}
