package io.upmpublisher.publisher.registry;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What one exchange with a registry may take. A registry is not trusted to end its answers.
 *
 * @param connect until the connection stands
 * @param answer until the head of an answer to a read
 * @param transfer one whole exchange, upload and download included
 * @param maxPackumentBytes larger answers are refused
 * @param maxTarballBytes larger tarballs are not read back
 * @param maxRequestBytes the registry's limit for the encoded request, where it is known
 */
public record RegistryLimits(Duration connect, Duration answer, Duration transfer, long maxPackumentBytes,
        long maxTarballBytes, OptionalLong maxRequestBytes) {

    public static final RegistryLimits DEFAULT = new RegistryLimits(Duration.ofSeconds(10), Duration.ofSeconds(30),
            Duration.ofMinutes(5), 64L << 20, 1L << 30, OptionalLong.empty());

    public RegistryLimits withMaxRequestBytes(OptionalLong bytes) {
        return new RegistryLimits(connect, answer, transfer, maxPackumentBytes, maxTarballBytes, bytes);
    }

    RegistryLimits withTransfer(Duration timeout) {
        return new RegistryLimits(connect, answer, timeout, maxPackumentBytes, maxTarballBytes, maxRequestBytes);
    }
}
