package dev.latchkey.shared;

/** The credentials have ended. Only their holder learns this. The API answers 401. */
public class UnauthorizedException extends BusinessException {

    private static final long serialVersionUID = 1;

    public UnauthorizedException(String key, Object... arguments) {
        super(null, Message.of(key, arguments));
    }
}
