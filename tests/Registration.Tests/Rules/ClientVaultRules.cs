using System.Security.Cryptography;
using System.Text;
using Clinic.Registration.ClientRecords.Clients;
using Clinic.ServiceDefaults;
using Microsoft.Extensions.Configuration;

namespace Clinic.Registration.Tests.Rules;

public sealed class ClientVaultRules
{
    const string Secret = "a-secret-of-twenty-characters";

    static readonly SealingSecret Sealing = new("a-sealing-secret-of-tests");

    readonly ClientVault vault = new(Secret, Sealing);
    readonly Guid client = Guid.CreateVersion7();

    [Fact]
    [Rule("R-055")]
    public void What_was_sealed_opens_with_the_clients_key_and_reads_like_nothing_without()
    {
        var key = vault.NewKey(client);
        var seal = vault.Seal(key, client, Sealed.Phone, "+8613800138000");

        Assert.Equal("+8613800138000", vault.Decrypt(key, client, Sealed.Phone, seal));
        Assert.DoesNotContain("13800138000", Encoding.Latin1.GetString(seal), StringComparison.Ordinal);
        Assert.NotEqual(seal, vault.Seal(key, client, Sealed.Phone, "+8613800138000"));
    }

    [Fact]
    [Rule("R-055")]
    public void A_seal_opens_neither_for_another_client_nor_as_something_else_nor_once_touched_nor_with_another_secret()
    {
        var (key, other) = (vault.NewKey(client), Guid.CreateVersion7());
        var seal = vault.Seal(key, client, Sealed.Phone, "+8613800138000");
        var touched = seal.ToArray();
        touched[^1] ^= 1;

        Assert.ThrowsAny<CryptographicException>(() => vault.Decrypt(vault.NewKey(client), client, Sealed.Phone, seal));
        Assert.ThrowsAny<CryptographicException>(() => vault.Decrypt(key, other, Sealed.Phone, seal));
        Assert.ThrowsAny<CryptographicException>(() => vault.Decrypt(key, client, Sealed.Address, seal));
        Assert.ThrowsAny<CryptographicException>(() => vault.Decrypt(key, client, Sealed.Phone, touched));
        Assert.Throws<InvalidOperationException>(() =>
            new ClientVault(Secret, new SealingSecret("another-secret-of-tests")).Decrypt(key, client, Sealed.Phone, seal)
        );
    }

    [Fact]
    public void A_trace_is_the_same_for_the_same_value_and_kind_under_one_secret_only()
    {
        Assert.Equal(vault.Trace(TraceOf.Phone, "+8613800138000"), vault.Trace(TraceOf.Phone, "+8613800138000"));
        Assert.NotEqual(vault.Trace(TraceOf.Phone, "8000"), vault.Trace(TraceOf.PhoneTail, "8000"));
        Assert.NotEqual(
            vault.Trace(TraceOf.Phone, "8000"),
            new ClientVault("another-secret-of-tests", Sealing).Trace(TraceOf.Phone, "8000")
        );
    }

    [Fact]
    [Rule("R-055")]
    public void What_an_earlier_build_sealed_opens_and_its_key_is_wrapped_anew()
    {
        // That build had one secret for everything, and named none in a wrap.
        byte[] bound = [.. client.ToByteArray(bigEndian: true), .. "Key"u8];
        var before = AesSeal.Close(AesSeal.KeyFrom(Secret, "clinic registration: wraps data keys of clients"), bound, AesSeal.NewKey());
        var seal = vault.Seal(before, client, Sealed.Phone, "+8613800138000");

        var anew = vault.Rewrap(before, client);

        Assert.NotEqual(before.Length, anew.Length);
        Assert.True(vault.CanUnwrap(before) && vault.CanUnwrap(anew));
        Assert.Equal("+8613800138000", vault.Decrypt(before, client, Sealed.Phone, seal));
        Assert.Equal("+8613800138000", vault.Decrypt(anew, client, Sealed.Phone, seal));
        Assert.Equal("+8613800138000", new ClientVault("another-secret-of-tests", Sealing).Decrypt(anew, client, Sealed.Phone, seal));
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("too-short")]
    public void Without_a_secret_worth_the_name_nothing_starts(string? secret) =>
        Assert.Contains(
            "Clients:Secret",
            Assert
                .Throws<InvalidOperationException>(() =>
                    ClientVault.Of(new ConfigurationBuilder().AddInMemoryCollection([new("Clients:Secret", secret)]).Build())
                )
                .Message,
            StringComparison.Ordinal
        );
}
