package dev.latchkey.shared;

/** The credentials are no longer good, which only who holds them is told. The API answers 401. */
public class UnauthorizedException extends BusinessException {

    private static final long serialVersionUID = 1;

    public UnauthorizedException(String key, Object... arguments) {
        super(null, Message.of(key, arguments));
    }
}
