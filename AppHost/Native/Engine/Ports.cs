using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Clinic.AppHost.Native;

/// <summary>
/// Gives out ports on loopback. The random ones lie below the range the system takes for outgoing connections:
/// a server that is restarted on its port must not find a client there.
/// </summary>
internal sealed class Ports
{
    private const int Lowest = 20000;
    private const int Highest = 31999;

    private readonly HashSet<int> _given = [];

    public int Any()
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(Lowest, Highest + 1);
            if (IsFree(port) && _given.Add(port))
            {
                return port;
            }
        }

        throw new LaunchException($"There is no free port between {Lowest} and {Highest}.");
    }

    /// <summary>This port, or the next free one when nobody insists on it.</summary>
    public int Fixed(int port, bool insist, string what)
    {
        for (var candidate = port; candidate < 65536; candidate++)
        {
            if (!_given.Contains(candidate) && IsFree(candidate))
            {
                _given.Add(candidate);
                return candidate;
            }

            if (insist)
            {
                throw new LaunchException($"Port {port}, asked for {what}, is taken by another process. Choose another with --port.");
            }
        }

        throw new LaunchException($"There is no free port from {port} on.");
    }

    /// <summary>
    /// Whether somebody listens. Who asks a server directly gets an exception for every no, and at a start, when all are asked ten
    /// times a second, those take the time of a whole process.
    /// </summary>
    public static async Task<bool> IsOpenAsync(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var call = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, port) };
        var answered = new TaskCompletionSource();
        call.Completed += (_, _) => answered.SetResult();
        if (socket.ConnectAsync(call))
        {
            await answered.Task;
        }

        return call.SocketError == SocketError.Success;
    }

    private static bool IsFree(int port) => IsFree(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Loopback, port));

    private static bool IsFree(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return true; // No IPv6 loopback here, so nobody can have it.
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
