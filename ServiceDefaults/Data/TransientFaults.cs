using System.Net.Sockets;
using RabbitMQ.Client.Exceptions;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Failures that pass by themselves: a lost database or broker, and the answers of PostgreSQL named below (two transactions met, no
/// connection is free, the server stops, a statement took too long). Work is tried again later; no message and no person is blamed.
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
                                or PostgresErrorCodes.TooManyConnections
                                or PostgresErrorCodes.CannotConnectNow
                                or PostgresErrorCodes.AdminShutdown
                                or PostgresErrorCodes.CrashShutdown
                                or PostgresErrorCodes.QueryCanceled
                        || refused.SqlState.StartsWith("08", StringComparison.Ordinal);
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
}
