package io.upmpublisher.messaging;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/** Transactions without a container, each on its thread. */
public final class JdbcTransactions implements Transactions {

    private final DataSource dataSource;
    private final ThreadLocal<@Nullable Current> current = new ThreadLocal<>();

    public JdbcTransactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public <T> T inNew(Supplier<T> work) {
        var outer = current.get();
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            var begun = new Current(connection, new ArrayList<>());
            current.set(begun);
            T result;
            try {
                result = work.get();
            } catch (RuntimeException | Error e) {
                connection.rollback();
                throw e;
            }
            connection.commit();
            begun.afterCommit().forEach(Runnable::run);
            return result;
        } catch (SQLException e) {
            throw new MessagingException("could not begin or end a transaction", e);
        } finally {
            current.set(outer);
        }
    }

    @Override
    public Connection connection() {
        return unclosable(required().connection());
    }

    @Override
    public void afterCommit(Runnable signal) {
        required().afterCommit().add(signal);
    }

    private Current required() {
        var found = current.get();
        if (found == null) {
            throw new IllegalStateException("there is no transaction");
        }
        return found;
    }

    private static Connection unclosable(Connection connection) {
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] { Connection.class },
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private record Current(Connection connection, List<Runnable> afterCommit) {
    }
}
