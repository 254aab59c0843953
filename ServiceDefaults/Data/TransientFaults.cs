using System.Net.Sockets;
using RabbitMQ.Client.Exceptions;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Failures that pass by themselves: a lost database or broker, and the answers of PostgreSQL named below (two transactions met, no
/// connection, disk or memory is free, the server stops, a statement took too long). Work is tried again later; no message and no person
/// is blamed.
/// </summary>
public static class TransientFaults
{
    /// <summary>True when trying again later is the whole cure.</summary>
    public static bool IsTransient(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case PostgresException refused:
                    return refused.SqlState
                            is PostgresErrorCodes.SerializationFailure
                                or PostgresErrorCodes.DeadlockDetected
                                or PostgresErrorCodes.LockNotAvailable
                                or PostgresErrorCodes.CannotConnectNow
                                or PostgresErrorCodes.AdminShutdown
                                or PostgresErrorCodes.CrashShutdown
                                or PostgresErrorCodes.QueryCanceled
                                or PostgresErrorCodes.IoError
                        // Connections, and what a server has too little of.
                        || refused.SqlState.StartsWith("08", StringComparison.Ordinal)
                        || refused.SqlState.StartsWith("53", StringComparison.Ordinal);
                case NpgsqlException
                or SocketException
                or TimeoutException
                or AlreadyClosedException
                or BrokerUnreachableException
                or FailPointException:
                    return true;
            }
        }
        return false;
    }

    /// <summary>True when PostgreSQL has no disk or memory left.</summary>
    public static bool MeansFull(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (
                cause is PostgresException
                {
                    SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.IoError
                }
            )
                return true;
        }
        return false;
    }
}
