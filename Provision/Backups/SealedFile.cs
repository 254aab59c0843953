using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Clinic.Provision.Backups;

/// <summary>
/// A file that only the secret opens: a salt, then parts of one mebibyte, each sealed with AES-256-GCM under a key made of
/// secret and salt. A part carries its number and whether it is the last, so that none can be changed, swapped or cut off unseen.
/// </summary>
public static class SealedFile
{
    const int PartSize = 1 << 20,
        SaltSize = 16,
        TagSize = 16;
    static readonly byte[] Begins = "CLINIC-BACKUP-1\n"u8.ToArray();

    /// <summary>Seals everything that comes until its end.</summary>
    public static async Task Seal(Stream plain, Stream to, string secret, CancellationToken stop)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        await to.WriteAsync(Begins, stop);
        await to.WriteAsync(salt, stop);
        using AesGcm cipher = new(Key(secret, salt), TagSize);
        var (part, frame) = (new byte[PartSize], new byte[sizeof(int) + PartSize + TagSize]);
        for (var (number, length) = (0L, PartSize); length == PartSize; number++)
        {
            length = await plain.ReadAtLeastAsync(part, PartSize, throwOnEndOfStream: false, stop);
            BinaryPrimitives.WriteInt32BigEndian(frame, length);
            cipher.Encrypt(
                Nonce(number, last: length < PartSize),
                part.AsSpan(0, length),
                frame.AsSpan(sizeof(int), length),
                frame.AsSpan(sizeof(int) + length, TagSize)
            );
            await to.WriteAsync(frame.AsMemory(0, sizeof(int) + length + TagSize), stop);
        }
    }

    /// <summary>
    /// Opens a sealed file. Throws <see cref="CryptographicException"/> when it is none, was changed, or another secret sealed it.
    /// </summary>
    public static async Task Open(Stream sealedFile, Stream to, string secret, CancellationToken stop)
    {
        var head = new byte[Begins.Length + SaltSize];
        await Fill(sealedFile, head, stop);
        if (!head.AsSpan(0, Begins.Length).SequenceEqual(Begins))
            throw new CryptographicException("This is no sealed backup.");
        using AesGcm cipher = new(Key(secret, head[Begins.Length..]), TagSize);
        var (size, frame, part) = (new byte[sizeof(int)], new byte[PartSize + TagSize], new byte[PartSize]);
        for (var (number, length) = (0L, PartSize); length == PartSize; number++)
        {
            await Fill(sealedFile, size, stop);
            length = BinaryPrimitives.ReadInt32BigEndian(size);
            if (length is < 0 or > PartSize)
                throw new CryptographicException("The sealed backup was changed.");
            await Fill(sealedFile, frame.AsMemory(0, length + TagSize), stop);
            cipher.Decrypt(
                Nonce(number, last: length < PartSize),
                frame.AsSpan(0, length),
                frame.AsSpan(length, TagSize),
                part.AsSpan(0, length)
            );
            await to.WriteAsync(part.AsMemory(0, length), stop);
        }
    }

    static async Task Fill(Stream from, Memory<byte> wanted, CancellationToken stop)
    {
        if (await from.ReadAtLeastAsync(wanted, wanted.Length, throwOnEndOfStream: false, stop) < wanted.Length)
            throw new CryptographicException("The sealed backup was cut off.");
    }

    static byte[] Key(string secret, byte[] salt) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, salt, "clinic backup"u8.ToArray());

    static byte[] Nonce(long number, bool last)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        nonce[^1] = last ? (byte)1 : (byte)0;
        return nonce;
    }
}
