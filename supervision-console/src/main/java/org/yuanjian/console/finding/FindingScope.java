package org.yuanjian.console.finding;

import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;

/// Which findings a person may know of: those at points where it has the right to findings, in use
/// or not. Any thread.
final class FindingScope implements KnownFindings {
    private final Rights rights;
    private final FindingStore findings;

    FindingScope(Rights rights, FindingStore findings) {
        this.rights = rights;
        this.findings = findings;
    }

    Scope of(Person person) {
        return rights.scope(person, Right.FINDINGS);
    }

    static boolean knows(Scope scope, Finding finding) {
        Optional<VideoPoint> point = scope.list().known(finding.where().point());
        return point.filter(scope::covers).isPresent();
    }

    @Override
    public boolean isKnown(Person person, String name, String point) {
        return find(person, name)
                .filter(finding -> finding.where().point().equals(point))
                .isPresent();
    }

    @Override
    public Optional<Instant> closed(String name) {
        return Finding.number(name).flatMap(findings::finding).flatMap(Finding::closed);
    }

    private Optional<Finding> find(Person person, String name) {
        Scope scope = of(person);
        return Finding.number(name)
                .flatMap(findings::finding)
                .filter(finding -> knows(scope, finding));
    }

    /// @param name such as `Q-1188`
    /// @throws ProblemException 404 where there is none, or only one of somebody else
    Finding require(Person person, String name) {
        return find(person, name).orElseThrow(FindingScope::unknown);
    }

    /// The same for who looks at the point for others.
    ///
    /// @throws ProblemException 404, or 403 where it is no inspector of the point
    Finding requireToJudge(Person person, String name) {
        Finding finding = require(person, name);
        Scope scope = rights.scope(person, Right.INSPECT);
        if (!knows(scope, finding)) {
            throw Rights.problem(Rights.Refusal.NOT_ALLOWED);
        }
        return finding;
    }

    static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_FINDING", "No such finding");
    }
}
