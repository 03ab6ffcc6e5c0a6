package org.yuanjian.console.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.yuanjian.console.account.Person;

/// Finds who a request comes from by its cookie. Nothing is kept in the web server. A request whose
/// session cannot be read is marked as such: it comes from nobody, but nobody is signed out by it.
final class SessionContexts implements SecurityContextRepository {
    private static final Logger log = LoggerFactory.getLogger(SessionContexts.class);

    private final SessionStore sessions;

    SessionContexts(SessionStore sessions) {
        this.sessions = sessions;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(() -> context(request));
    }

    /// What Spring Security asked for before it waited until somebody needs to know.
    @Override
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return context(holder.getRequest());
    }

    private SecurityContext context(HttpServletRequest request) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        try {
            SessionCookie.read(request)
                    .flatMap(sessions::find)
                    .ifPresent(context::setAuthentication);
        } catch (DataAccessException e) {
            log.error("sessions cannot be read", e);
            request.setAttribute(Person.UNKNOWN, true);
        }
        return context;
    }

    @Override
    public void saveContext(
            SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // Sessions are opened and ended by the sign-in alone.
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return SessionCookie.read(request).isPresent();
    }

    /// Asks the store once, when somebody wants to know.
    private static final class Deferred implements DeferredSecurityContext {
        private final Supplier<SecurityContext> source;
        private @Nullable SecurityContext context;

        private Deferred(Supplier<SecurityContext> source) {
            this.source = source;
        }

        @Override
        public SecurityContext get() {
            SecurityContext known = context;
            if (known == null) {
                known = source.get();
                context = known;
            }
            return known;
        }

        @Override
        public boolean isGenerated() {
            return false;
        }
    }
}
