using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Clinic.Load;

/// <summary>
/// One keep-alive connection that costs next to nothing, because the one who asks shares the processor with the one who
/// answers. Bodies are sent as made; of an answer the status and, where wanted, the body are kept.
/// </summary>
sealed class RawHttp : IDisposable
{
    readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    byte[] buffer = new byte[64 * 1024];
    int filled;

    public RawHttp(Uri to) => socket.Connect(new IPEndPoint(IPAddress.Loopback, to.Port));

    /// <summary>The last answer's body.</summary>
    public string Body { get; private set; } = "";

    /// <summary>The last answer's JSON object; a chunked body carries its lengths between the parts.</summary>
    public string Json => Body[Body.IndexOf('{', StringComparison.Ordinal)..(Body.LastIndexOf('}') + 1)];

    /// <summary>Makes a request.</summary>
    public static byte[] Request(string method, string path, string? token, string? body)
    {
        var length = body is null ? "" : $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n";
        var bearer = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        return Encoding.UTF8.GetBytes($"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{bearer}{length}\r\n{body}");
    }

    /// <summary>Sends one request and waits for its answer.</summary>
    public int Send(byte[] request)
    {
        socket.Send(request);
        filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, 2 * filled);
            var got = socket.Receive(buffer, filled, buffer.Length - filled, SocketFlags.None);
            if (got == 0)
                throw new IOException("The connection was closed.");
            filled += got;
            if (Complete(out var status))
                return status;
        }
    }

    bool Complete(out int status)
    {
        status = 0;
        var answer = buffer.AsSpan(0, filled);
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var head = Encoding.ASCII.GetString(answer[..end]);
        status = int.Parse(head.AsSpan(9, 3), null);
        var rest = answer[(end + 4)..];
        if (head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            var until = head.IndexOf('\r', at) is var line and > 0 ? line : head.Length;
            if (rest.Length < int.Parse(head.AsSpan(at + 16, until - at - 16), null))
                return false;
        }
        else if (head.Contains("chunked", StringComparison.OrdinalIgnoreCase) && !rest.EndsWith("0\r\n\r\n"u8))
        {
            return false;
        }
        Body = Encoding.UTF8.GetString(rest);
        return true;
    }

    public void Dispose() => socket.Dispose();
}
