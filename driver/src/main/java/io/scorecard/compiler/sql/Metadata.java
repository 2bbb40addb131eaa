package io.scorecard.compiler.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.MetadataHandlerProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;

/**
 * What Calcite knows of relations, looked for when somebody asks: it wants somebody to ask for each of 27 kinds before
 * there is a question, and most questions ask for none.
 */
public final class Metadata implements MetadataHandlerProvider {

    public static final Metadata INSTANCE = new Metadata();

    private final Map<Class<?>, MetadataHandler<?>> answering = new ConcurrentHashMap<>();
    private final Object anybody = Proxy.newProxyInstance(
            Metadata.class.getClassLoader(),
            Stream.of(BuiltInMetadata.class.getClasses())
                    .flatMap(kind -> Stream.of(kind.getClasses()))
                    .filter(MetadataHandler.class::isAssignableFrom)
                    .toArray(Class<?>[]::new),
            (self, method, arguments) -> asked(method, arguments));

    private Metadata() {}

    @Override
    public <H extends MetadataHandler<?>> H handler(Class<H> kind) {
        return kind.cast(anybody);
    }

    private Object asked(Method method, Object[] arguments) throws Throwable {
        Class<?> kind = method.getDeclaringClass();
        if (kind == Object.class) {
            return method.invoke(this, arguments);
        }
        try {
            return method.invoke(
                    answering.computeIfAbsent(kind, k -> plain(k.asSubclass(MetadataHandler.class))), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static MetadataHandler<?> plain(Class<? extends MetadataHandler> kind) {
        MetadataHandler<?> plain =
                new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE).handler(kind);
        return plain instanceof BuiltInMetadata.Predicates.Handler conditions ? new KnownConditions(conditions) : plain;
    }
}
