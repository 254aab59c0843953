using System.Net.Sockets;
using RabbitMQ.Client.Exceptions;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Failures that pass by themselves: a lost database or broker, and the three answers PostgreSQL gives when two transactions met
/// (serialization failure, deadlock, lock not available). They are waited out and never counted against a message or a person.
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
