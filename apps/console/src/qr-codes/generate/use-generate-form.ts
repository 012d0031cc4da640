import type { QrCode } from '@mashang/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { reading } from '../../api.ts'
import { useCommand } from '../../parts/use-command.ts'
import { useOnce } from '../../parts/use-once.ts'
import { useSay } from '../../preferences.tsx'
import {
  type CodeFields,
  expiryOf,
  type FieldTrouble,
  NAME_LENGTH,
  newCodeFields,
  refusedFields,
  troubleIn,
} from '../code-fields.ts'

/** What is chosen and typed in the form, and saving it. */
export function useGenerateForm(given: string | undefined, open: boolean) {
  const say = useSay()
  const { data } = useQuery({ ...reading('GET /api/console/organizations', {}), enabled: open })
  const [organizationId, setOrganizationId] = useState(given)
  const [typed, setTyped] = useState<Partial<CodeFields>>({})
  const [trouble, setTrouble] = useState<FieldTrouble>({})
  const [round, setRound] = useState(0)
  const { mutateAsync, isPending } = useCommand('POST /api/console/qr-codes', { showsFields: true })
  const once = useOnce()
  const organization = data?.rows.find((row) => row.id === organizationId)
  // Until somebody types another, the code is called like its store.
  const fields = { ...newCodeFields, name: organization?.name.slice(0, NAME_LENGTH) ?? '', ...typed }

  const save = async (): Promise<QrCode | undefined> => {
    const found = {
      ...troubleIn(fields, say),
      ...(organizationId ? {} : { organization: say('generate.need-organization') }),
    }
    setTrouble(found)
    if (Object.keys(found).length || !organizationId || !once.begin()) return undefined
    const notice = fields.notice.trim() || undefined
    const body = { organizationId, name: fields.name.trim(), mode: fields.mode, expiresAt: expiryOf(fields), notice }
    return mutateAsync({ body }).catch((error: unknown) => {
      once.allowAgain()
      setTrouble(refusedFields(error))
      return undefined
    })
  }
  return {
    organization,
    organizationId,
    fields,
    trouble,
    isPending,
    round,
    save,
    onOrganization: (id: string) => {
      setOrganizationId(id)
      setTyped(({ name: _, ...kept }) => kept)
      setTrouble({})
    },
    onChange: (changes: Partial<CodeFields>) => {
      setTyped({ ...typed, ...changes })
      setTrouble({})
    },
    /** For the next store: mode and notice are mostly the same. */
    startAgain: () => {
      once.allowAgain()
      setOrganizationId(undefined)
      setTyped({ mode: fields.mode, notice: fields.notice })
      setRound(round + 1)
    },
  }
}
