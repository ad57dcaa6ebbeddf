package dev.infrahub.gateway.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A caller whose credential was good, in the form that Spring Security passes on; controllers take it as a parameter. */
public final class Access extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    Access(Caller caller) {
        super(authorities(caller));
        this.caller = caller;
        setAuthenticated(true);
    }

    private static List<SimpleGrantedAuthority> authorities(Caller caller) {
        return caller.permissions().stream()
                .map(Permission::scope)
                .map(SimpleGrantedAuthority::new)
                .toList();
    }

    public Caller caller() {
        return caller;
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    /** Not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }
}
